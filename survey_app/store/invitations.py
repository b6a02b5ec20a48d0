"""Keyed hashes of codes with their segment; knows nothing of responses."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter

from sqlalchemy import delete, exists, func, select, text

from survey_app.fieldwork.invitation import Invitation, SegmentResponse
from survey_app.fieldwork.ports import InvitationExists
from survey_app.store.part import Part, batches
from survey_app.store.rows import ByReceipt
from survey_app.store.schema import envelopes, invitations

_AT_ONCE = 1000
_ADD = text(
    "INSERT INTO invitations (wave, receipt, segment) VALUES (:wave, :receipt, :segment) ON CONFLICT DO NOTHING"
)
_SEGMENTS: ByReceipt[str | None] = ByReceipt(invitations, "segment")
_SEGMENT = text("SELECT segment FROM invitations WHERE wave = :wave AND receipt = :receipt")

_ANSWERED = exists().where(
    envelopes.c.wave == invitations.c.wave, envelopes.c.receipt == invitations.c.receipt, envelopes.c.sealed
)


class SqlInvitations(Part):
    """The port `Invitations` on one connection."""

    def add(self, new: Iterable[Invitation]) -> None:
        in_order = sorted(new, key=attrgetter("wave", "receipt"))
        for wave_id, of_wave in groupby(in_order, key=attrgetter("wave")):
            self._add(wave_id, list(of_wave))

    def find(self, wave_id: str, receipt: bytes) -> Invitation | None:
        row = self._connection.execute(_SEGMENT, {"wave": wave_id, "receipt": receipt}).one_or_none()
        return None if row is None else Invitation(wave_id, receipt, row.segment)

    def count(self, wave_id: str) -> int:
        of_wave = select(func.count()).select_from(invitations).where(invitations.c.wave == wave_id)
        return self._connection.execute(of_wave).scalar_one()

    def segments(self, wave_id: str, receipts: Sequence[bytes]) -> Mapping[bytes, str]:
        segments = _SEGMENTS.find(self._connection, wave_id, receipts)
        return {receipt: segment for receipt, segment in segments.items() if segment is not None}

    def unused(self, wave_id: str) -> list[bytes]:
        nobodys = (
            select(invitations.c.receipt)
            .where(invitations.c.wave == wave_id, ~_ANSWERED)
            .order_by(invitations.c.receipt)
        )
        return list(self._connection.execute(nobodys).scalars())

    def discard_all(self, wave_id: str) -> None:
        self._connection.execute(delete(invitations).where(invitations.c.wave == wave_id))

    def in_box(self, wave_id: str) -> list[SegmentResponse]:
        responded = func.count().filter(_ANSWERED)
        per_segment = (
            select(invitations.c.segment, func.count().label("invited"), responded.label("responded"))
            .where(invitations.c.wave == wave_id)
            .group_by(invitations.c.segment)
            .order_by(invitations.c.segment)
        )
        rows = self._connection.execute(per_segment)
        return [SegmentResponse(row.segment, row.invited, row.responded) for row in rows]

    def _add(self, wave_id: str, of_wave: Sequence[Invitation]) -> None:
        """Counted afterwards: a database that refused a duplicate would write the receipt into its log."""
        expected = self.count(wave_id) + len(of_wave)
        for batch in batches(of_wave, _AT_ONCE):
            rows = [{"wave": wave_id, "receipt": new.receipt, "segment": new.segment} for new in batch]
            self._connection.execute(_ADD, rows)
        if self.count(wave_id) != expected:
            raise InvitationExists(wave_id)
