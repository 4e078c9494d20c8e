"""Pre-printed blanks: who places their texts, what is refused, and what a run prints on them."""

from dataclasses import replace

import pytest
from tests.awards.test_print_runs import NOW, page
from tests.documents.papers.reading import runs
from tests.factories.awards import given
from tests.factories.pages import browser, it_is, statements_of
from tests.factories.starting import starts_with
from tests.factories.world import World

from thidua.audit.models import Event
from thidua.awards.actions.blanks import add_blank, place_texts
from thidua.awards.background import print_all
from thidua.awards.models import CertificateBlank, Decision, PrintRun
from thidua.core.errors import InputError, NotAllowed
from thidua.documents.papers.blank import Blank, layout_of
from thidua.files.actions import read_file


def added(world: World, name: str = "Phôi 2023") -> CertificateBlank:
    return add_blank(world.huyen, name=name, actor=world.van_thu, at=NOW)


def moved(name: str, **changes: object) -> Blank:
    usual = Blank()
    return replace(usual, boxes={**usual.boxes, name: replace(usual.boxes[name], **changes)})  # type: ignore[arg-type]


def posted(layout: Blank, **changes: object) -> dict[str, object]:
    """What a browser sends for a layout: an unticked box is not sent."""
    frame = {part: getattr(layout, part) for part in ("width", "height", "dx", "dy")}
    boxes = {f"{name}__{part}": value for name, box in layout.boxes.items() for part, value in vars(box).items()}
    said = {key: value for key, value in (frame | boxes | changes).items() if value is not False}
    return {key: str(value).replace(".", ",") if isinstance(value, float) else value for key, value in said.items()}


def test_a_blank_begins_with_the_usual_places_and_its_name_is_its_own(world: World) -> None:
    assert layout_of(added(world).layout) == Blank()
    with pytest.raises(InputError, match="đã có phôi “Phôi 2023”"):
        added(world, " Phôi  2023 ")
    with pytest.raises(InputError, match="chưa ghi tên phôi"):
        added(world, " ")


def test_a_place_off_the_paper_is_refused_with_the_text_it_is_of(world: World) -> None:
    blank = added(world)
    with pytest.raises(InputError) as caught:
        place_texts(blank, layout=moved("ten", x=200.0), actor=world.van_thu, at=NOW)
    assert [(each.where, each.what) for each in caught.value.problems] == [("ten__x", "chữ nằm ngoài khổ giấy.")]
    place_texts(blank, layout=moved("ten", x=200.0, is_shown=False), actor=world.van_thu, at=NOW)


def test_only_the_clerk_and_the_chair_place_texts(world: World) -> None:
    blank = added(world)
    for actor in (world.thuong_truc, world.can_bo, world.nguoi_ngoai):
        with pytest.raises(NotAllowed, match="Chỉ văn thư, lãnh đạo của UBND huyện Trực Ninh"):
            place_texts(blank, layout=Blank(), actor=actor, at=NOW)


@starts_with(given)
def test_the_pages_add_a_blank_move_its_texts_and_print_them_alone_at_the_places_the_run_was_asked_with(
    world: World, decision: Decision
) -> None:
    it_is(NOW)
    client, own = browser(world.van_thu), f"/khen-thuong/phoi/co-quan/{world.huyen.pk}/"
    assert client.post(own, {"name": ""}).status_code == 400
    assert client.post(own, {"name": "Phôi A"}).url == own
    blank = CertificateBlank.objects.get()
    place = f"/khen-thuong/phoi/{blank.pk}/"
    assert 'name="ten__x" value="41"' in client.get(place).text
    refused = client.post(place, posted(Blank(), ten__x="xa"))
    assert (refused.status_code, "Ghi bằng chữ số" in refused.text) == (400, True)
    assert client.post(place, posted(moved("ten", x=40.5))).url == place
    blank.refresh_from_db()
    assert layout_of(blank.layout) == moved("ten", x=40.5)
    assert client.get(f"{place}in-thu.pdf").content.startswith(b"%PDF-")
    assert "Phôi A" in client.get(page(decision)).text
    client.post(page(decision), {"blank": blank.pk})
    run = PrintRun.objects.get()
    assert (run.blank_name, run.layout) == ("Phôi A", blank.layout)
    place_texts(blank, layout=moved("ten", y=10.0), actor=world.van_thu, at=NOW)
    print_all(run.pk)
    run.refresh_from_db()
    assert (run.singles, run.done) == (None, 2)
    assert run.whole is not None
    names = [each for each in runs(read_file(run.whole)) if each.text in {"UBND xã Trực Chính", "Đỗ Văn Ân"}]
    assert [(each.page, each.text) for each in names] == [(1, "UBND xã Trực Chính"), (2, "Đỗ Văn Ân")]
    assert all(95 < each.y < 110 for each in names)
    text = client.get(page(decision)).text
    assert ("Phôi A" in text, "Từng giấy khen (ZIP)" in text) == (True, False)
    assert client.get(page(decision, f"{run.pk}/zip/")).status_code == 404
    verbs = Event.objects.filter(object_type="awards.certificateblank").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["blank.added", "blank.placed", "blank.placed"]


def test_the_list_of_blanks_costs_the_same_with_one_and_with_four(world: World) -> None:
    client, own = browser(world.van_thu), f"/khen-thuong/phoi/co-quan/{world.huyen.pk}/"
    costs = set()
    for names in (("A",), ("B", "C", "D")):
        for name in names:
            added(world, name)
        costs.add(statements_of(client, own))
    assert len(costs) == 1
