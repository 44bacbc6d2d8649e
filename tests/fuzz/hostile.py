"""What nobody should send: hostile values as Hypothesis strategies, and bytes damaged by a seed."""

from __future__ import annotations

import random

from hypothesis import strategies as st

SEEDS = st.integers(0, 2**63)

TEXTS = (
    "",
    " ",
    "\0",
    "a\0b",
    "%00",
    "\ud800",
    "\udfff甲镇",
    "\u202e甲镇\u202c",
    "\u200b",
    "\ufeff",
    "\x1b[31m",
    "\r\n",
    "\u2028",
    "😀" * 50,
    "é́́́́",
    "长" * 40_000,
    '"',
    "'; drop table raw.units; --",
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}",
    "=1+1",
    '=HYPERLINK("http://x")',
    "@SUM(A1)",
    "../../etc/passwd",
    "..",
    "/",
    "\\\\host\\share",
    "null",
    "None",
    "NaN",
    "nan",
    "Infinity",
    "-inf",
    "1e400",
    "-1e400",
    "1e308",
    "1e-400",
    "0x10",
    "１２",
    "٣",
    "1_000",
    "+1",
    "-0",
    "-1",
    "0",
    "1.5",
    "99999999999999999999",
    "9" * 400,
    "9" * 5000,
    "2147483648",
    "-2147483649",
    "9223372036854775808",
    "是",
    "true",
    "#DIV/0!",
)
DAYS = (
    "0000-00-00",
    "0000-01-01",
    "0001-01-01",
    "1899-12-31",
    "1900-02-29",
    "1999-12-31",
    "2023-02-29",
    "2023-06-30",
    "2023-12-31",
    "2024-01-31",
    "2026-06-30",
    "2040-12-31",
    "2041-01-01",
    "9999-12-31",
    "10000-01-01",
    "-0001-01-01",
    "99999999-01-01",
    "20230630",
    "2023-W01-1",
    "2023-06-30T00:00:00Z",
    "2023年6月30日",
    "２０２３-06-30",
    "infinity",
    "epoch",
    "-1",
    "0",
    "60",
    "45000",
)
SIGNS = tuple(
    text.encode()
    for text in (
        *DAYS,
        "\0",
        '"',
        "'",
        ",",
        ";",
        "\t",
        "\n",
        "\r",
        "|",
        "<",
        ">",
        "&",
        "&x;",
        "<![CDATA[",
        "\\",
        "=1",
    )
) + (
    b"\xed\xa0\x80",
    b"\xff",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\x81\x30\x81\x30",
    b"1e400",
    b"NaN",
    b"\xe2\x80\xae",
)

texts = (
    st.sampled_from(TEXTS + DAYS)
    | st.text(max_size=40)
    | st.text(st.characters(exclude_categories=()), max_size=20)
)
"""Texts as an address, a cell or a form may hold; lone surrogates too."""

numbers = (
    st.sampled_from(
        (0, -1, 1, 2**31, -(2**31) - 1, 2**63, 10**30, 1e308, 1e-308, float("nan"), float("inf"), -0.0)
    )
    | st.integers()
    | st.floats()
)

json_values = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def damaged(content: bytes, seed: int) -> bytes:
    """A copy with some bytes changed, lost, doubled, swapped with others, or hostile signs put among them."""
    chance, found = random.Random(seed), bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 3, 8, 30))):
        at, size = chance.randrange(len(found) + 1), chance.choice((1, 1, 2, 4, 16, 200))
        other = chance.randrange(len(found) + 1)
        match chance.randrange(7):
            case 0:
                found[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                found[at : at + size] = b""
            case 2:
                found[at : at + size] = chance.randbytes(size)
            case 3:
                found[at:at] = found[other : other + size]
            case 4:
                found[at:at] = chance.choice(SIGNS)
            case 5:
                found[at : at + size] = b"\0" * size if chance.random() < 0.5 else b"\xff" * size
            case _:
                del found[at if chance.random() < 0.1 else len(found) :]
    return bytes(found)
