"""What is written as HSDS comes back as it was: every shipped service, and any other."""

import tempfile
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from advisor_tui.catalogue import files
from advisor_tui.catalogue.hsds.exporter import Form
from advisor_tui.catalogue.service import Service
from tests.hsds_payloads import SERVICES, exported, imported

FORMS = pytest.mark.parametrize("form", get_args(Form))
SHIPPED = Path("catalogue")


@FORMS
def test_every_shipped_service_comes_back_as_it_was(tmp_path: Path, form: Form) -> None:
    shipped = list(files.load([SHIPPED]).catalogue.services)
    found, faults = imported(exported(shipped, tmp_path / "out", form))
    assert [str(fault) for fault in faults.kept] == []
    assert found == shipped


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    st.lists(SERVICES, min_size=1, max_size=3, unique_by=lambda service: service.id), st.sampled_from(get_args(Form))
)
def test_whatever_stands_in_a_service_comes_back_as_it_was(services: list[Service], form: Form) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found, _faults = imported(exported(services, Path(folder) / "out", form))
    for wanted, back in zip(services, found, strict=True):
        assert structs.asdict(back) == structs.asdict(wanted)
