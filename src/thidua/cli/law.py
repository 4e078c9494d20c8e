"""`thidua law`: dated figures with their source, and the money that goes with an award."""

from datetime import date
from decimal import Decimal
from typing import Any

import click

from thidua.core.calendar import parse_day
from thidua.core.errors import NotInForce
from thidua.core.format import day, number
from thidua.core.json_text import dump_json
from thidua.core.law import Law, Parameter, Source, Value, weakest
from thidua.core.money import KINDS, AwardMoney, award_money, format_dong
from thidua.legal import load_law

DECREE = "nghi_dinh_thi_dua_khen_thuong"
_WIDTH = 46


@click.group("law")
def command() -> None:
    """Tham số pháp luật theo ngày, kèm nguồn và độ chắc chắn."""


@command.command("show")
@click.argument("parameter", required=False)
@click.option("--on", "on", required=True, metavar="NGÀY", help="Ngày được hỏi: 2024-12-20 hoặc 20/12/2024.")
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
def show(parameter: str | None, on: str, *, as_json: bool) -> None:
    """Giá trị, đơn vị, nguồn, độ chắc chắn của một tham số; không nêu PARAMETER thì in tất cả."""
    law, asked = load_law(), parse_day(on)
    if parameter is not None:
        value = law.value(parameter, asked)
        click.echo(dump_json(_value_json(value, asked)) if as_json else _value_text(value, asked))
    else:
        click.echo(dump_json(_table_json(law, asked)) if as_json else _table_text(law, asked))


@command.command("award-money")
@click.option("--form", "form", required=True, metavar="HÌNH_THỨC", help="Ví dụ giay_khen_huyen.")
@click.option("--kind", "kind", required=True, type=click.Choice(list(KINDS)), help="Loại đối tượng.")
@click.option("--on", "on", required=True, metavar="NGÀY", help="Ngày ban hành quyết định khen thưởng.")
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
def award_money_command(form: str, kind: str, on: str, *, as_json: bool) -> None:
    """Mức tiền thưởng kèm theo một hình thức khen thưởng quyết định vào một ngày."""
    law = load_law()
    money = award_money(law, form=form, kind=kind, on=parse_day(on))
    click.echo(dump_json(_money_json(money)) if as_json else _money_text(law, money))


def _money_json(money: AwardMoney) -> dict[str, Any]:
    return {
        "form": money.form,
        "kind": money.kind,
        "on": money.on.isoformat(),
        "coefficient": money.coefficient,
        "base_salary": money.base_salary,
        "amount": money.amount,
        "sources": [
            {"instrument": instrument, "article": article, "certainty": certainty}
            for instrument, article, certainty in dict.fromkeys(
                (source.instrument, source.article, source.certainty) for source in money.sources
            )
        ],
    }


def _money_text(law: Law, money: AwardMoney) -> str:
    award = law.award_form(money.form, money.on)
    product = f"{number(money.coefficient)} × {format_dong(money.base_salary)}"
    return "\n".join(
        [
            f"{award.label}, {KINDS[money.kind]}, quyết định ngày {day(money.on)}",
            f"  {format_dong(money.amount)} = {product}, làm tròn lên",
            f"  Người tặng: {award.awarded_by}",
            *_sources_text(money.sources),
        ]
    )


def _value_json(value: Value, on: date) -> dict[str, Any]:
    return {
        "parameter": value.parameter.id,
        "label": value.parameter.label,
        "on": on.isoformat(),
        "value": value.value,
        "unit": value.unit,
        "valid_from": value.valid_from.isoformat(),
        "valid_to": value.valid_to.isoformat() if value.valid_to else None,
        "certainty": weakest(value.sources),
        "sources": [_source_json(source) for source in value.sources],
    }


def _source_json(source: Source) -> dict[str, Any]:
    return {
        "instrument": source.instrument,
        "article": source.article,
        "certainty": source.certainty,
        "urls": list(source.urls),
        "note": source.note,
    }


def _value_text(value: Value, on: date) -> str:
    until = f"đến {day(value.valid_to)}" if value.valid_to else "đến nay chưa ghi nhận thay đổi"
    return "\n".join(
        [
            f"{value.parameter.label} ({value.parameter.id}), ngày {day(on)}",
            *(f"  {line}" for line in _lines(value)),
            f"  Áp dụng từ {day(value.valid_from)} {until}",
            *_sources_text(value.sources),
        ]
    )


def _lines(value: Value) -> list[str]:
    if isinstance(value.value, int | Decimal):
        return [f"{number(Decimal(value.value))} {value.unit}"]
    return [f"- {text}" for text in value.texts] if len(value.texts) > 1 else list(value.texts)


def _sources_text(sources: tuple[Source, ...]) -> list[str]:
    lines = ["  Căn cứ:"]
    for source in dict.fromkeys(sources):
        lines.append(f"    {source.instrument}, {source.article} [{source.certainty}: {source.certainty.label}]")
        lines += [f"      {url}" for url in source.urls]
        lines += [f"      Ghi chú: {source.note}"] if source.note else []
    return lines


def _table_json(law: Law, on: date) -> dict[str, Any]:
    answers = _answers(law, on)
    return {
        "on": on.isoformat(),
        "decree": law.instrument_in_force(DECREE, on).name,
        "version": law.version,
        "parameters": [_value_json(answer, on) for _, answer in answers if isinstance(answer, Value)],
        "unknown": [
            {"parameter": parameter.id, "label": parameter.label, "reason": answer}
            for parameter, answer in answers
            if isinstance(answer, str)
        ],
    }


def _table_text(law: Law, on: date) -> str:
    decree = law.instrument_in_force(DECREE, on)
    lines = [f"Pháp luật ngày {day(on)} ({decree.name}); bản dữ liệu {law.version[:12]}", ""]
    for parameter, answer in _answers(law, on):
        mark = weakest(answer.sources) if isinstance(answer, Value) else "–"
        shown = _short(answer) if isinstance(answer, Value) else answer
        lines.append(f"{parameter.id:<{_WIDTH}} {f'[{mark}]':<5} {shown}")
    return "\n".join(lines)


def _short(value: Value) -> str:
    return _lines(value)[0] if len(value.texts) == 1 else "; ".join(value.texts)


def _answers(law: Law, on: date) -> list[tuple[Parameter, Value | str]]:
    """Every parameter with its value that day, or the sentence that says why there is none."""
    return [(law.parameters[name], _answer(law.parameters[name], on)) for name in sorted(law.parameters)]


def _answer(parameter: Parameter, on: date) -> Value | str:
    try:
        return parameter.at(on)
    except NotInForce as refusal:
        return refusal.problems[0].what
