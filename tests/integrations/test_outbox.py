import hashlib
import json
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.integrations.cast import ID, LATER_ID, PDF, PNG, SMS_TEXT, email, sms
from verksign.integrations import outbox
from verksign.integrations.delivery import (
    Attachment,
    DeliveryError,
    HandedOver,
    Happened,
    InlineImage,
    Reason,
)
from verksign.integrations.email.outbox import Outbox as EmailOutbox
from verksign.integrations.sms.outbox import Outbox as SmsOutbox


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.OUTBOX_DIR = tmp_path / "outbox"
    return tmp_path / "outbox"


class TestSms:
    def test_writes_one_file_under_the_id_of_the_message(self, folder: Path) -> None:
        assert SmsOutbox(folder).send(sms()) == HandedOver(reference=ID, parts=1)
        assert json.loads((folder / f"{ID}.json").read_text()) == {
            "channel": "sms",
            "sender": "Ekbacken",
            "to": "+46701740605",
            "text": SMS_TEXT,
            "handed_over": 1,
            "parts": [],
        }
        assert [path.name for path in folder.glob("*.json")] == [f"{ID}.json"]

    def test_is_for_nobody_else_on_the_machine(self, folder: Path) -> None:
        SmsOutbox(folder).send(sms())
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE((folder / f"{ID}.json").stat().st_mode) == 0o600

    def test_counts_a_double_and_still_shows_one_message(self, folder: Path) -> None:
        SmsOutbox(folder).send(sms())
        SmsOutbox(folder).send(sms(text="Andra försöket"))
        (shown,) = outbox.messages(10)
        assert (shown.handed_over, shown.text) == (2, "Andra försöket")

    def test_counts_every_one_of_many_at_once(self, folder: Path) -> None:
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(SmsOutbox(folder).send, [sms()] * 40))
        assert outbox.message(ID).handed_over == 40

    def test_leaves_no_half_written_file(self, folder: Path) -> None:
        SmsOutbox(folder).send(sms())
        assert sorted(path.name for path in folder.iterdir()) == [
            ".lock",
            f"{ID}.json",
            "parts",
        ]

    @pytest.mark.parametrize("change", [{"to": "+46406280412"}, {"sender": "Bil AB"}])
    def test_refuses_what_every_network_refuses(self, folder: Path, change: dict[str, str]) -> None:
        with pytest.raises(DeliveryError) as caught:
            SmsOutbox(folder).send(sms(**change))
        assert caught.value.happened is Happened.NO
        assert not folder.exists()

    def test_knows_no_reports(self, folder: Path) -> None:
        assert SmsOutbox(folder).read_report({}, b"id=x&status=delivered") == []


class TestEmail:
    def test_is_read_back_whole(self, folder: Path) -> None:
        assert EmailOutbox(folder).send(email()) == HandedOver(reference=ID)
        shown = outbox.message(ID)
        sent = email()
        assert (shown.id, shown.channel, shown.handed_over) == (ID, "email", 1)
        assert shown.sender == "Ekbackens Bilverkstad <svar@ekbacken.example>"
        assert (shown.to, shown.reply_to) == ("karin@kund.example", "verkstad@ekbacken.example")
        assert (shown.subject, shown.text, shown.html) == (sent.subject, sent.text, sent.html)
        assert shown.at.utcoffset() is not None

    def test_keeps_attachments_by_their_digest(self, folder: Path) -> None:
        EmailOutbox(folder).send(email())
        pdf, logo = outbox.message(ID).parts
        assert pdf == outbox.OutboxPart(
            "Offert SOF-10482 – Åsa.pdf",
            "application/pdf",
            len(PDF),
            hashlib.sha256(PDF).hexdigest(),
        )
        assert (logo.cid, logo.mime, logo.size) == ("logo", "image/png", len(PNG))
        assert (folder / "parts" / pdf.sha256).read_bytes() == PDF

    def test_gives_an_attachment_by_name_and_a_picture_by_cid(self, folder: Path) -> None:
        EmailOutbox(folder).send(email())
        name = "Offert SOF-10482 – Åsa.pdf"
        assert outbox.attachment(ID, name) == Attachment(name, "application/pdf", PDF)
        assert outbox.attachment(ID, "logo") == Attachment("logo", "image/png", PNG)

    @pytest.mark.parametrize("change", [{"to": "karin"}, {"sender_address": "svar"}])
    def test_refuses_what_is_no_address(self, folder: Path, change: dict[str, str]) -> None:
        with pytest.raises(DeliveryError) as caught:
            EmailOutbox(folder).send(email(**change))
        assert caught.value.happened is Happened.NO
        assert not folder.exists()

    def test_stores_equal_content_once(self, folder: Path) -> None:
        twice = (Attachment("a.png", "image/png", PNG), Attachment("b.png", "image/png", PNG))
        EmailOutbox(folder).send(
            email(attachments=twice, inline=(InlineImage("c", "image/png", PNG),))
        )
        assert len(list((folder / "parts").iterdir())) == 1
        assert outbox.attachment(ID, "b.png").content == PNG


class TestReading:
    def test_shows_the_newest_first_and_pages_by_id(self, folder: Path) -> None:
        SmsOutbox(folder).send(sms(id=LATER_ID))
        EmailOutbox(folder).send(email())
        assert [shown.id for shown in outbox.messages(10)] == [LATER_ID, ID]
        assert [shown.id for shown in outbox.messages(1)] == [LATER_ID]
        assert [shown.id for shown in outbox.messages(10, before=LATER_ID)] == [ID]
        assert outbox.messages(10, before=ID) == []

    def test_is_empty_before_the_first_message(self, folder: Path) -> None:
        assert outbox.messages(10) == []

    @pytest.mark.parametrize(
        "id_",
        [LATER_ID, "", "../secrets/secret_key", "..", ".lock", "parts/x", "a\x00", "a\n", "å"],
    )
    def test_refuses_an_id_it_never_wrote(self, folder: Path, id_: str) -> None:
        SmsOutbox(folder).send(sms())
        with pytest.raises(outbox.NotInOutbox):
            outbox.message(id_)

    @pytest.mark.parametrize("name", ["", "nope.pdf", "../x"])
    def test_refuses_a_name_that_the_message_does_not_have(self, folder: Path, name: str) -> None:
        EmailOutbox(folder).send(email())
        with pytest.raises(outbox.NotInOutbox):
            outbox.attachment(ID, name)

    def test_refuses_to_write_outside_the_folder(self, folder: Path) -> None:
        with pytest.raises(outbox.NotInOutbox):
            SmsOutbox(folder).send(sms(id="../evil"))
        assert not folder.exists()


class TestReachable:
    def test_writes_no_message(self, folder: Path) -> None:
        SmsOutbox(folder).reachable()
        EmailOutbox(folder).reachable()
        assert outbox.messages(10) == []

    def test_tells_that_the_folder_cannot_be_written(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        for channel in (SmsOutbox(tmp_path / "file"), EmailOutbox(tmp_path / "file")):
            with pytest.raises(DeliveryError) as caught:
                channel.reachable()
            assert (caught.value.happened, caught.value.reason) == (
                Happened.NOT_YET,
                Reason.NO_ANSWER,
            )
