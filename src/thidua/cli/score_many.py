"""`thidua score-many`: any number of sheets, a line each, over all cores and in bounded memory."""

import os
import sys
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

import click

from thidua.core.errors import InputError, Problem
from thidua.core.format import number
from thidua.core.json_text import parse_json
from thidua.core.scoring.model import Previous
from thidua.core.scoring.stream import Line, Ranking, Scored, Section, Summary, numbered, score_lines, section_of

_PART = 100  # lines that a process takes at a time
_AHEAD = 3  # parts in hand for each process


@click.command("score-many")
@click.argument("file", metavar="FILE.jsonl", type=click.Path(path_type=Path))
@click.option("--out", required=True, metavar="OUT.jsonl", type=click.Path(path_type=Path), help="Tệp kết quả.")
@click.option("--workers", type=click.IntRange(1, 256), help="Số tiến trình; mặc định bằng số lõi.")
@click.option("--reasons", is_flag=True, help="Kèm điểm tối đa và lý do từng tiêu chí.")
def command(file: Path, *, out: Path, workers: int | None, reasons: bool) -> None:
    """Chấm điểm và xếp hạng hàng nghìn đơn vị, nhiều năm, mỗi dòng một phiếu; bộ nhớ không tăng theo số tiêu chí."""
    part = out.with_name(f".{out.name}.part")  # the result appears whole or not at all
    try:
        with ExitStack() as stack:
            source = stack.enter_context(file.open("rb"))
            stack.callback(part.unlink, missing_ok=True)
            kept = stack.enter_context(part.open("w", encoding="utf-8"))
            progress: Any = click.progressbar(length=file.stat().st_size, label="Chấm điểm", file=sys.stderr)
            bar = stack.enter_context(progress)
            pool = stack.enter_context(ProcessPoolExecutor(workers or _cores()))
            run = _Run(pool, workers or _cores(), kept, bar, reasons=reasons)
            summaries = list(run.summaries(source))
            kept.close()
            part.replace(out)
    except OSError as error:
        problem = Problem(str(error.filename or file), "không đọc hoặc không ghi được tệp.", "Kiểm tra đường dẫn.")
        raise InputError(problem) from error
    for summary in summaries:
        click.echo(f"{summary.name}: {number(summary.units)} đơn vị, {number(summary.ranked)} được xếp hạng")


def _cores() -> int:
    return os.cpu_count() or 1


class _Run:
    def __init__(self, pool: ProcessPoolExecutor, workers: int, out: IO[str], bar: Any, *, reasons: bool) -> None:
        self.pool, self.out, self.bar, self.reasons = pool, out, bar, reasons
        self.ahead = workers * _AHEAD

    def summaries(self, source: IO[bytes]) -> Iterator[Summary]:
        lines = numbered(source)
        head = next(lines, None)
        if head is None:
            raise InputError(Problem("", "tệp trống.", "Dòng đầu là bộ tiêu chí, mỗi dòng sau là một đơn vị."))
        before: dict[str, Previous] = {}
        while head is not None:
            section = _head(head)
            self.bar.update(len(head[1]))
            units = _Units(lines)
            with TemporaryFile("w+", encoding="utf-8") as spool:
                ranking = Ranking(section, before)
                for scored in self._scored(section, units):
                    ranking.add(scored)
                    spool.write(scored.text + "\n")
                spool.seek(0)
                texts = (text.rstrip("\n") for text in spool)
                summary, before = ranking.finish(texts, lambda line: self.out.write(line + "\n"))
            yield summary
            head = units.head

    def _scored(self, section: Section, units: "_Units") -> Iterator[Scored]:
        """In the order of the file, with only so many parts in hand."""
        waiting: deque[tuple[int, Future[list[Scored]]]] = deque()
        for part in units.parts():
            size = sum(len(line) for _, line in part)
            waiting.append((size, self.pool.submit(score_lines, section, part, reasons=self.reasons)))
            if len(waiting) > self.ahead:
                yield from self._next(waiting)
        while waiting:
            yield from self._next(waiting)

    def _next(self, waiting: deque[tuple[int, Future[list[Scored]]]]) -> list[Scored]:
        size, future = waiting.popleft()
        found = future.result()
        self.bar.update(size)
        return found


class _Units:
    """The lines up to the next head, which is kept in `head`."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self.lines = lines
        self.head: Line | None = None

    def parts(self) -> Iterator[list[Line]]:
        inside = self._inside()
        while part := list(islice(inside, _PART)):
            yield part

    def _inside(self) -> Iterator[Line]:
        for line in self.lines:
            if line[1].lstrip().startswith(b'{"set"'):
                self.head = line
                return
            yield line


def _head(line: Line) -> Section:
    at, text = line
    try:
        raw = parse_json(text)
    except InputError as error:
        raise InputError(*(Problem(f"dòng {at}", one.what, one.fix) for one in error.problems)) from error
    if not isinstance(raw, dict) or "set" not in raw:
        raise InputError(Problem(f"dòng {at}", "thiếu bộ tiêu chí.", 'Dòng đầu viết {"set": …}.'))
    return section_of(raw, at)
