"""What nobody means but somebody sends: for fields, for files, and in place of a form."""

from hypothesis import strategies as st

NOTHING = "00000000-0000-0000-0000-000000000000"
WRITTEN = (
    "",
    " ",
    "\x00",
    "a\x00b",
    "x" * 3000,
    "ordet " * 4000,
    "\u202etsag omtsap\u202c",
    "👩‍🔧🇸🇪🏳️‍⚧️",
    "\ud800",
    "a\udfffb",
    "\ufeff\u200b\u2028",
    "e\u0301" * 50,
    "İıſﬀ",
    "\r\nSet-Cookie: a=b",
    "\x1b[31m\x7f\x9b",
    "<script>alert(1)</script>",
    "{{ 7|add:7 }}{% debug %}",
    "' OR 1=1 --",
    "../../../etc/passwd",
    "=HYPERLINK(1)",
    "None",
    "[]",
    "%00%ED%A0%80",
)
NUMBERS = (
    "-1",
    "0",
    "-0",
    "1e400",
    "1e-400",
    "NaN",
    "sNaN",
    "-Infinity",
    "9" * 19,
    "9" * 40,
    "-" + "9" * 40,
    "9" * 5000,
    "1,5",
    "1.5.5",
    "1 000 000",
    "0x10",
    "1_000",
    "١٢٣",
    "²",
    "½",
    "100%",
    "2147483648",
    "9223372036854775808",
)
DAYS = (
    "2026-02-30",
    "0000-00-00",
    "0001-01-01",
    "9999-12-31",
    "10000-01-01",
    "2026-W53-1",
    "20261124",
    "24:61",
    "25.99",
    "00:00",
    "i morgon",
    "31 februari",
)
IDS = (NOTHING, "0", "null", "abc", "ffffffff-ffff-ffff-ffff-ffffffffffff")
PEOPLE = (
    f"{'a' * 300}@example.se",
    "a@b@c",
    "åsa@exämple.se",
    "<a@b.se>",
    "070",
    f"+46{'7' * 40}",
    "+00 000",
    "070-174 06 32 ank. 5",
    "191212121212",
    "556677-8890",
)
FIXED = (*WRITTEN, *NUMBERS, *DAYS, *IDS, *PEOPLE)

junk = st.one_of(
    st.sampled_from(FIXED),
    st.sampled_from(FIXED),
    st.text(max_size=40),
    st.integers().map(str),
    st.floats().map(str),
)

BOUNDARY = "----verksign"
MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"
URLENCODED = "application/x-www-form-urlencoded"
FILE = (
    f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="%s"\r\n'
    f"Content-Type: %s\r\n\r\n%s\r\n--{BOUNDARY}--\r\n"
)
BODIES: tuple[tuple[str, str, bytes], ...] = (
    ("json", "application/json", b'{"name": ["a", {"b": null}]}'),
    ("broken json", "application/json", b'{"name": '),
    ("text", "text/plain", b"hej"),
    ("no type", "", b"name=hej"),
    ("odd charset", f"{URLENCODED}; charset=utf-7", b"name=+AGE-"),
    ("no charset", f"{URLENCODED}; charset=finns-inte", b"name=hej"),
    ("not utf-8", URLENCODED, b"name=%FF%FE&kind=\xff\xfe"),
    ("lone surrogates", URLENCODED, b"name=%ED%A0%80&kind=%ED%BF%BF"),
    ("lists", URLENCODED, b"name=a&name=b&name[]=c&name[a][b]=d&kind=x&kind=y"),
    ("deep", URLENCODED, b"a" + b"[b]" * 2000 + b"=c"),
    ("many fields", URLENCODED, b"&".join(b"a%d=b" % number for number in range(1100))),
    ("only signs", URLENCODED, b"&&&===&=&%%%"),
    ("no boundary", "multipart/form-data", b"--x\r\n"),
    ("odd boundary", "multipart/form-data; boundary=\xff", b"--\xff\r\n"),
    ("cut off", MULTIPART, f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="na'.encode()),
    (
        "bad base64",
        MULTIPART,
        (FILE % ("a.jpg", "image/jpeg\r\nContent-Transfer-Encoding: base64", "#")).encode(),
    ),
    (
        "odd file name",
        MULTIPART,
        (FILE % ("../../\x00a\u202egpj.exe", "image/jpeg", "hej")).encode(),
    ),
    ("empty file", MULTIPART, (FILE % ("a.pdf", "application/pdf", "")).encode()),
    ("no picture", MULTIPART, (FILE % ("a.png", "image/png", "\x89PNG\r\n\x1a\n")).encode()),
    ("no pdf", MULTIPART, (FILE % ("a.pdf", "application/pdf", "%PDF-1.7\n%%EOF")).encode()),
)
