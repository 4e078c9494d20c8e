"""Sign-ins of many people by one workbook: written out with whoever has none, read back cell by cell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from tempfile import TemporaryFile
from typing import Any

from django.http import FileResponse

from thidua.core.errors import InputError, Problem
from thidua.core.tables import Grid, letter, sheets_of
from thidua.core.text import clean, slug
from thidua.organizations.actions.sign_ins import NewSignIn
from thidua.organizations.enums import Role
from thidua.organizations.models import Post
from thidua.ui.xlsx import MEDIA_TYPE

PAGE = "Tài khoản"
HEAD = 3  # the row of headings, counted from 0
COLUMNS = (  # heading, width, whether it is filled in
    ("Mã", 8, False),
    ("Họ và tên", 26, False),
    ("Chức vụ", 24, False),
    ("Đơn vị", 30, False),
    ("Lập (x)", 8, True),
    ("Tên đăng nhập", 20, True),
    ("Thư điện tử", 28, True),
    ("Vai trò tại đơn vị", 28, True),
    ("Từ ngày", 12, True),
    ("Đến hết ngày", 12, True),
    ("Căn cứ", 30, True),
)
ROLES = {role.label: role.value for role in Role}
_FIX = "Tải lại mẫu từ trang này rồi điền."


@dataclass(frozen=True)
class Asked:
    """One marked row, and where it stands."""

    line: int
    post: Post
    cells: Sequence[Any]

    def cell(self, heading: str) -> str:
        return f"{PAGE}!{letter(_place(heading))}{self.line}"

    def text(self, heading: str) -> str:
        value = self.cells[_place(heading)] if _place(heading) < len(self.cells) else ""
        return clean(str(value))


def _place(heading: str) -> int:
    return next(place for place, (name, _width, _filled) in enumerate(COLUMNS) if name == heading)


def template(posts: Sequence[Post], today: date) -> FileResponse:
    """Send the workbook: what is known is locked, a user name is proposed, roles and marks are chosen from lists."""
    import xlsxwriter

    file = TemporaryFile()  # noqa: SIM115 - the response closes it
    with xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet(PAGE)
        locked = book.add_format({"bg_color": "#EEEEEE", "border": 1, "border_color": "#CCCCCC"})
        free = book.add_format({"locked": False, "border": 1, "border_color": "#CCCCCC", "num_format": "@"})
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        sheet.write_string(0, 0, "Lập tài khoản cho người chưa có", book.add_format({"bold": True, "font_size": 13}))
        sheet.write_string(1, 0, "Ghi x ở cột “Lập” cho người cần tài khoản, sửa các ô trắng, tải lên trang Quản trị.")
        for place, (heading, width, _filled) in enumerate(COLUMNS):
            sheet.set_column(place, place, width)
            sheet.write_string(HEAD, place, heading, bold)
        for line, post in enumerate(posts, start=HEAD + 1):
            for place, value in enumerate(_row(post, today)):
                sheet.write_string(line, place, value, free if COLUMNS[place][2] else locked)
        last = max(HEAD + 1, HEAD + len(posts))
        sheet.data_validation(HEAD + 1, 4, last, 4, {"validate": "list", "source": ["x"]})
        lists = book.add_worksheet("Danh sách")
        lists.write_column(0, 0, list(ROLES))
        lists.hide()
        choices = {"validate": "list", "source": f"='Danh sách'!$A$1:$A${len(ROLES)}"}
        sheet.data_validation(HEAD + 1, 7, last, 7, choices)
        sheet.freeze_panes(HEAD + 1, 2)
        sheet.protect("", {"format_columns": True, "autofilter": True})
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename="lap-tai-khoan.xlsx", content_type=MEDIA_TYPE)


def _row(post: Post, today: date) -> list[str]:
    known = [str(post.person_id), post.person.full_name, post.title, post.unit.name]
    return [*known, "", proposed_name(post), "", "", today.strftime("%d/%m/%Y"), "", ""]


def proposed_name(post: Post) -> str:
    """Return the given name and the initials of the rest, as offices write addresses: Nguyễn Thị Ánh, 7 → anh.nt7."""
    *rest, given = slug(post.person.full_name).split("-")
    return f"{given}.{''.join(word[0] for word in rest)}{post.person_id}"


def read(data: bytes, posts: Sequence[Post]) -> list[NewSignIn]:
    """Return what the workbook asks for people who have no sign-in; every mistake at once, each at its cell."""
    by_person = {post.person_id: post for post in posts}
    problems: list[Problem] = []
    asked = list(_marked(_grid(data), by_person, problems))
    rows = [_sign_in(each, problems) for each in asked]
    problems += _twice(asked)
    if not asked and not problems:
        problems.append(Problem(PAGE, "chưa đánh dấu ai ở cột “Lập”.", "Ghi x ở hàng của người cần tài khoản."))
    if problems:
        raise InputError(*problems)
    return rows


def _grid(data: bytes) -> Grid:
    grid = sheets_of(data, "tệp", fix=_FIX).get(PAGE, [])
    headings = [clean(str(cell)) for cell in grid[HEAD]] if len(grid) > HEAD else []
    if headings != [heading for heading, _width, _filled in COLUMNS]:
        raise InputError(Problem(f"{PAGE}!A{HEAD + 1}", "hàng tiêu đề không như mẫu.", _FIX))
    return grid


def _marked(grid: Grid, posts: dict[int, Post], problems: list[Problem]) -> Iterator[Asked]:
    for line, cells in enumerate(grid[HEAD + 1 :], start=HEAD + 2):
        mark = clean(str(cells[4]))
        if not mark:
            continue
        if mark.lower() != "x":
            problems.append(Problem(f"{PAGE}!E{line}", f"“{mark}” không phải dấu x.", "Ghi x, hoặc để trống."))
            continue
        key = clean(str(cells[0])).removesuffix(".0")
        post = posts.get(int(key)) if key.isdecimal() else None
        if post is None:
            what = f"mã “{key}” không phải người chưa có tài khoản ở đơn vị do bạn quản trị."
            problems.append(Problem(f"{PAGE}!A{line}", what, _FIX))
            continue
        yield Asked(line, post, cells)


def _sign_in(asked: Asked, problems: list[Problem]) -> NewSignIn:
    role = asked.text("Vai trò tại đơn vị")
    if role and role not in ROLES:
        problems.append(
            Problem(asked.cell("Vai trò tại đơn vị"), f"không có vai trò “{role}”.", "Chọn trong danh sách.")
        )
    since, last = _day(asked, "Từ ngày", problems), _day(asked, "Đến hết ngày", problems)
    if role and since is None:
        problems.append(Problem(asked.cell("Từ ngày"), "vai trò chưa có ngày bắt đầu.", "Ghi ngày/tháng/năm."))
    if role and not asked.text("Căn cứ"):
        problems.append(Problem(asked.cell("Căn cứ"), "vai trò chưa có căn cứ.", "Ghi số, ngày của văn bản phân công."))
    return NewSignIn(
        asked.post.person,
        asked.text("Tên đăng nhập"),
        asked.text("Thư điện tử"),
        ROLES.get(role, ""),
        asked.post.unit,
        since,
        last + timedelta(days=1) if last else None,
        asked.text("Căn cứ"),
        asked.cell("Tên đăng nhập"),
    )


def _day(asked: Asked, heading: str, problems: list[Problem]) -> date | None:
    """Read a day however Excel kept it: as a date, or as text dd/mm/yyyy."""
    value = asked.cells[_place(heading)]
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = clean(str(value))
    if not text:
        return None
    try:
        return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        problems.append(
            Problem(asked.cell(heading), f"“{text}” không phải ngày.", "Ghi ngày/tháng/năm, ví dụ 09/12/2023.")
        )
        return None


def _twice(asked: Sequence[Asked]) -> Iterator[Problem]:
    seen: dict[tuple[str, str], int] = {}
    for each in asked:
        for heading in ("Tên đăng nhập", "Thư điện tử"):
            key = (heading, each.text(heading).lower())
            if key[1] and key in seen:
                yield Problem(each.cell(heading), f"trùng với hàng {seen[key]}.", "Mỗi người một tên, một địa chỉ.")
            seen.setdefault(key, each.line)
