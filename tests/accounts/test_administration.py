"""The pages of the administrator: sign-ins and roles of his authority, and nothing else."""

import re
from datetime import date

import pytest
from django.test import Client
from tests.factories.pages import browser, it_is, statements_of
from tests.factories.scoring import make_communes
from tests.factories.sign_in import is_in, sign_in
from tests.factories.world import START, World, enter_users, make_people, make_person, make_unit, make_user, moment

from thidua.accounts.models import User
from thidua.organizations.enums import Role, UnitKind
from thidua.organizations.models import RoleAssignment
from thidua.organizations.queries import roles_of

LIST = "/quan-tri/tai-khoan/"
MENU = "/tim-kiem/"  # a page of everybody, with the menu
AT = moment(2023, 6, 1)


@pytest.fixture
def quan_tri(world: World) -> User:
    it_is(AT)
    return make_user(make_person("Ngô Văn Tin", world.huyen), "quan_tri", (Role.QUAN_TRI, world.huyen))


@pytest.fixture
def signed(quan_tri: User) -> Client:
    return browser(quan_tri)


def of(user: User, *more: str) -> str:
    return f"{LIST}{user.pk}/{''.join(f'{part}/' for part in more)}"


def test_the_list_holds_the_authority_and_nobody_else(world: World, signed: Client) -> None:
    other = make_unit("UBND huyện Xuân Trường", UnitKind.HUYEN, code="365")
    stranger = make_user(make_person("Lê Thị Xa", other), "xa", (Role.CAN_BO, other))
    text = signed.get(LIST).text
    assert [name in text for name in ("Đỗ Văn Ân", "Phạm Văn Dũng", "Trần Văn Út", "Lê Thị Xa")] == [
        True,
        True,
        True,
        False,
    ]
    found = signed.get(LIST, {"ten": "dung"}).text
    assert ("Đỗ Văn Ân" in found, "Phạm Văn Dũng" in found) == (False, True)
    assert [signed.get(of(user)).status_code for user in (world.can_bo, stranger)] == [200, 404]


def test_nobody_else_comes_in_nor_sees_the_way(world: World, quan_tri: User) -> None:
    personas = ("can_bo", "thu_truong", "thuong_truc", "chu_tich", "van_thu")
    clients = {persona: browser(getattr(world, persona)) for persona in personas}
    answers = {
        persona: [client.get(path).status_code for path in (LIST, f"{LIST}lap/", of(world.can_bo))]
        for persona, client in clients.items()
    }
    assert answers == {persona: [403, 403, 404] for persona in personas}
    assert [persona for persona, client in clients.items() if LIST in client.get(MENU).text] == []
    assert LIST in browser(quan_tri).get(MENU).text


def test_a_new_password_is_shown_once_on_its_slip_and_opens(client: Client, world: World, signed: Client) -> None:
    response = signed.post(of(world.van_thu, "mat-khau"))
    [given] = re.findall(r"<code>((?:\w{4}-){2}\w{4})</code>", response.text)
    assert "no-store" in response.headers["Cache-Control"]
    page = signed.get(of(world.van_thu)).text
    assert (given in page, "Cấp lại mật khẩu" in page) == (False, True)
    world.van_thu.refresh_from_db()
    assert world.van_thu.check_password(given)
    sign_in(client, "van_thu", given)
    assert not is_in(client)  # the second factor is still asked for


def test_what_was_lost_is_removed_with_a_reason(world: World, signed: Client) -> None:
    refused = signed.post(of(world.chu_tich, "hai-lop"), {"f-reason": ""})
    assert (refused.status_code, "Trường này là bắt buộc" in refused.text) == (400, True)
    assert signed.post(of(world.chu_tich, "hai-lop"), {"f-reason": "mất điện thoại"}).url == of(world.chu_tich)
    page = signed.get(of(world.chu_tich)).text
    assert "mất điện thoại" in page
    assert "hai-lop" not in page


def test_a_sign_in_is_stopped_and_opened_again(world: World, signed: Client) -> None:
    signed.post(of(world.can_bo, "ngung"), {"s-reason": "nghỉ việc"})
    assert "Tài khoản đang ngừng dùng" in signed.get(of(world.can_bo)).text
    signed.post(of(world.can_bo, "mo-lai"))
    assert "Tài khoản đang ngừng dùng" not in signed.get(of(world.can_bo)).text


def test_a_role_is_given_for_a_term_and_ended(world: World, signed: Client) -> None:
    said = {"role": "van_thu", "unit": world.truc_chinh.pk, "valid_from": "01/07/2023", "last_day": "31/12/2023"}
    address = of(world.can_bo, "vai-tro")
    assert "chỉ do Chủ tịch phân" in signed.post(address, said | {"basis": "12/QĐ"}).text
    said["role"] = "thanh_vien"
    assert "Trường này là bắt buộc" in signed.post(address, said).text
    assert signed.post(address, said | {"basis": "12/QĐ"}).url == of(world.can_bo)
    given = RoleAssignment.objects.get(role="thanh_vien")
    assert (given.valid_from, given.valid_until, given.basis) == (date(2023, 7, 1), date(2024, 1, 1), "12/QĐ")
    assert "31/12/2023" in signed.get(of(world.can_bo)).text
    assert signed.post(f"/vai-tro/{given.pk}/ket-thuc/", {"ended_on": "01/09/2023"}).url == of(world.can_bo)
    given.refresh_from_db()
    assert given.valid_until == date(2023, 9, 1)


def test_a_head_delegates_from_his_own_page_and_takes_it_back(world: World) -> None:
    it_is(AT)
    deputy = make_user(make_person("Đinh Văn Phó", world.huyen), "pho", (Role.PHO_THU_TRUONG, world.huyen))
    chair = browser(world.chu_tich)
    address = f"/vai-tro/{world.chu_tich.roles.get().pk}/giao-ky/"
    assert address in chair.get("/tai-khoan/").text
    page = chair.get(address).text
    assert ("Đinh Văn Phó, ký thay (KT.)" in page, "Vũ Thị Hạnh, ký thừa ủy quyền (TUQ.)" in page) == (True, True)
    said = {"receiver": f"KT-{deputy.pk}", "valid_from": "05/06/2023", "last_day": "19/06/2023", "basis": "05/GUQ-UBND"}
    assert "Trường này là bắt buộc" in chair.post(address, said | {"basis": ""}).text
    assert chair.post(address, said).url == "/tai-khoan/"
    assert roles_of(deputy, moment(2023, 6, 19)).at(world.huyen, Role.CHU_TICH)
    given = RoleAssignment.objects.get(delegated_from__isnull=False)
    assert browser(deputy).get(f"/vai-tro/{given.pk}/giao-ky/").status_code == 403  # not further
    assert browser(world.van_thu).get(address).status_code == 404
    assert chair.post(f"/vai-tro/{given.pk}/ket-thuc/", {"ended_on": "10/06/2023"}).url == "/tai-khoan/"
    assert not roles_of(deputy, moment(2023, 6, 10)).at(world.huyen, Role.CHU_TICH)


def test_one_sign_in_is_opened_for_who_has_none(client: Client, world: World, signed: Client) -> None:
    person = make_person("Lê Thị Mới", world.co_le)
    page = signed.get(f"{LIST}lap/").text
    assert ("Lê Thị Mới" in page, "Trần Văn Út" in page) == (True, False)
    said = {"person": person.pk, "username": "moi.lt", "email": "moi.lt@trucninh.example"}
    assert "đã có người dùng" in signed.post(f"{LIST}lap/", said | {"username": "can_bo"}).text
    [given] = re.findall(r"<code>((?:\w{4}-){2}\w{4})</code>", signed.post(f"{LIST}lap/", said).text)
    sign_in(client, "moi.lt@trucninh.example", given)
    assert client.get("/").url == "/tai-khoan/mat-khau/"


def test_the_pages_cost_the_same_for_few_and_for_many(world: World, signed: Client) -> None:
    addresses = (LIST, f"{LIST}lap/", of(world.can_bo))
    few = [statements_of(signed, address) for address in addresses]
    communes = make_communes(world, 4)
    people = make_people(8, *communes)  # the second four have no sign-in
    given = zip(people, communes, strict=False)
    users = enter_users(*((f"can-bo-{unit.pk}", person, Role.CAN_BO, unit) for person, unit in given))
    RoleAssignment.objects.bulk_create(
        RoleAssignment(user=user, unit=unit, role=Role.VAN_THU, valid_from=START)
        for user, unit in zip(users, communes, strict=True)
    )
    assert [statements_of(signed, address) for address in addresses] == few
