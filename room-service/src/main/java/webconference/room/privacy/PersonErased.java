package webconference.room.privacy;

import java.time.Instant;
import java.util.UUID;
import webconference.room.UserId;

/// All traces of somebody are to go. Published on `people.v1`; the contract is in
/// `infra/contracts/people`.
///
/// @param erasure this one; somebody who comes back may be erased again
public record PersonErased(UUID erasure, long revision, Instant at, UserId person) {}
