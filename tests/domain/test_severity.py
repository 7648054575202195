from verksign.domain.customers import CustomerKind
from verksign.domain.prices import Amounts
from verksign.domain.severity import Severity


class TestSeverity:
    def test_safety_is_read_first(self) -> None:
        jobs = [Severity.LATER, Severity.URGENT, Severity.SOON]
        assert sorted(jobs, key=lambda each: each.rank) == [
            Severity.URGENT,
            Severity.SOON,
            Severity.LATER,
        ]


class TestCustomerKind:
    def test_decides_how_prices_are_shown(self) -> None:
        assert CustomerKind.CONSUMER.amounts is Amounts.INCL
        assert CustomerKind.COMPANY.amounts is Amounts.EXCL
