"""Human numbers: one counter row per workshop and series."""

from uuid import UUID

from verksign.records.models import NumberSeries, Workshop

PREFIXES = {
    "quote": "SOF-",
    "order": "SOR-",
    "customer": "",
    "vehicle": "",
    "article": "A",
    "operation": "T",
    "package": "P",
}
FIRST = {"quote": 10001, "order": 20001, "customer": 30001, "vehicle": 40001}
FIRST_OF_REGISTERS = 1001


def start_series(workshop: Workshop) -> None:
    NumberSeries.objects.bulk_create(
        NumberSeries(workshop=workshop, series=series, next=FIRST.get(series, FIRST_OF_REGISTERS))
        for series in PREFIXES
    )


def next_number(workshop_id: UUID, series: str) -> str:
    """
    Take the workshop's next number.

    Call it last in a transaction: everybody else who needs a number of this series waits for it to end.
    """
    row = NumberSeries.objects.select_for_update(no_key=True).get(
        workshop_id=workshop_id, series=series
    )
    number = row.next
    row.next = number + 1
    row.save(update_fields=["next"])
    return f"{PREFIXES[series]}{number}"
