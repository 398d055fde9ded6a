"""Decoding feeds whose encoding is declared, declared wrongly, or not declared."""

from __future__ import annotations

import codecs

import pytest

from reader.feeds.parsing.encodings import decode_document

XML = "application/xml"


def feed(title: str, encoding: str | None = None, repeat: int = 1) -> str:
    declaration = "" if encoding is None else f'<?xml version="1.0" encoding="{encoding}"?>\n'
    items = "<item><title>x</title></item>" * repeat
    return f"{declaration}<rss><channel><title>{title}</title>{items}</channel></rss>"


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("UTF-8", "utf-8"),
        ("windows-1252", "cp1252"),
        ("ISO-8859-1", "cp1252"),
        ("iso-8859-2", "iso8859-2"),
        ("ISO-8859-15", "iso8859-15"),
    ],
)
def test_declared_encodings(declared: str, encoding: str) -> None:
    text = feed("Käse für €5" if encoding != "iso8859-2" else "Žluťoučký kůň", declared)
    assert decode_document(text.encode(encoding), XML) == text


@pytest.mark.parametrize(
    ("declared", "encoding", "title"),
    [
        ("KOI8-R", "koi8-r", "Новости"),
        ("windows-1251", "cp1251", "Новости"),
        ("Shift_JIS", "cp932", "①記事のニュース"),
        ("x-sjis", "cp932", "①記事のニュース"),
        ("windows-949", "cp949", "한글 뉴스 똠"),
        ("ibm855", "cp855", "Новости"),
        ("macintosh", "mac-roman", "Käse"),
        ("EUC-JP", "euc_jp", "記事のニュース"),
        ("ISO-2022-JP", "iso2022_jp", "記事のニュース"),
        ("ks_c_5601-1987", "cp949", "한글 뉴스 똠"),
        ("gb2312", "gb18030", "新闻镕基"),
        ("Big5", "big5hkscs", "新聞報導"),
    ],
)
def test_declared_encodings_of_other_scripts(declared: str, encoding: str, title: str) -> None:
    text = feed(title, declared)
    assert decode_document(text.encode(encoding), "") == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("declared", [None, "utf-16"])
def test_wide_encodings(encoding: str, declared: str | None) -> None:
    text = feed("Käse", declared)
    mark = {
        "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE,
        "utf-32-le": codecs.BOM_UTF32_LE, "utf-32-be": codecs.BOM_UTF32_BE,
    }[encoding]  # fmt: skip
    data = text.encode(encoding)
    assert decode_document(data, XML) == text
    assert decode_document(mark + data, XML) == text
    assert decode_document("\n ".encode(encoding) + data, XML) == f"\n {text}"


def test_a_declaration_that_cannot_be_true_does_not_count() -> None:
    text = feed("Käse", "utf-16")
    assert decode_document(text.encode(), XML) == text


def test_a_byte_order_mark_counts_more_than_all_declarations() -> None:
    text = feed("Käse", "ISO-8859-1")
    assert decode_document(codecs.BOM_UTF8 + text.encode(), "text/xml; charset=latin1") == text


def test_the_charset_of_the_server() -> None:
    text = feed("Новости", "windows-1251")
    data = text.encode("koi8-r")
    assert decode_document(data, 'text/xml; charset="KOI8-R"') == text
    assert decode_document(feed("Новости").encode("koi8-r"), "text/xml;charset=koi8-r") == (
        feed("Новости")
    )


@pytest.mark.parametrize("declared", ["utf-8", None])
def test_utf_8_counts_more_than_the_charset_of_the_server(declared: str | None) -> None:
    text = feed("Käse", declared)
    assert decode_document(text.encode(), "text/xml; charset=ISO-8859-1") == text


@pytest.mark.parametrize(
    "label", ["zlib", "hex", "base64", "rot13", "idna", "punycode", "unicode_escape", "utf-7", "x"]
)
def test_labels_that_are_no_encodings_of_text(label: str) -> None:
    text = feed("Käse", label)
    assert decode_document(text.encode(), f"text/xml; charset={label}") == text


@pytest.mark.parametrize("declared", ["utf-8", None])
def test_windows_1252_that_is_not_declared(declared: str | None) -> None:
    text = feed("Crème brûlée – „déjà vu“ à l’œuf", declared)
    assert decode_document(text.encode("cp1252"), "") == text


def test_single_wrong_bytes_do_not_spoil_utf_8() -> None:
    data = feed("漢字 und Käse", "utf-8").encode().replace(b"und", b"f\xfcr")
    assert "漢字 für Käse" in decode_document(data, "")


@pytest.mark.parametrize(
    ("encoding", "title"),
    [
        ("koi8-r", "Сегодня в городе открылась новая выставка современного искусства"),
        ("cp1251", "Сегодня в городе открылась новая выставка современного искусства"),
        ("cp932", "今日の記事がサイトに投稿されました。新しいニュースをお読みください。"),
        ("euc_jp", "今日の記事がサイトに投稿されました。新しいニュースをお読みください。"),
        ("cp949", "오늘의 새로운 소식을 한글로 표시하는 방법을 알려 드립니다"),
        ("gb18030", "今天的新闻：城市里开了一个新的现代艺术展览，欢迎大家参观。"),
        ("big5", "今天的新聞：城市裡開了一個新的現代藝術展覽，歡迎大家參觀。"),
        ("cp1253", "Σήμερα άνοιξε στην πόλη μια νέα έκθεση σύγχρονης τέχνης"),
        ("cp1255", "היום נפתחה בעיר תערוכה חדשה של אמנות בת זמננו"),
    ],
)
def test_encodings_that_are_guessed(encoding: str, title: str) -> None:
    text = feed(title, repeat=20)
    assert decode_document(text.encode(encoding), "") == text


@pytest.mark.parametrize(
    ("language", "encoding", "title"),
    [
        ("cs", "cp1250", "Nová výstava současného umění, přijďte"),
        ("pl", "iso8859_2", "Wczoraj odbyło się otwarcie wystawy"),
        ("tr", "cp1254", "Bugün yeni bir sergi açıldı"),
        ("ru", "koi8-r", "Новая выставка"),
        ("ja", "euc_jp", "新しい記事"),
        ("de", "cp1252", "Größer"),
    ],
)
def test_the_language_of_a_feed_helps_to_guess(language: str, encoding: str, title: str) -> None:
    text = feed(title) + f"<language>{language}</language>"
    assert decode_document(text.encode(encoding), "") == text
    text = f"<feed xml:lang='{language}-x'><title>{title}</title></feed>"
    assert decode_document(text.encode(encoding), "") == text


def test_ebcdic() -> None:
    text = feed("Cheese", "cp037")
    assert decode_document(text.encode("cp037"), "") == text


def test_the_charset_of_the_server_counts_for_an_encoding_of_seven_bits() -> None:
    data = feed("日本語").encode("iso-2022-jp")
    assert decode_document(data, "text/xml; charset=ISO-2022-JP") == feed("日本語")
