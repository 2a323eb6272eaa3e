package webconference.local.signin;

import java.util.List;

/// Somebody who can sign in.
///
/// @param id the login, and the `sub` of the tokens
/// @param establishment the school's code (UAI)
/// @param groups ids
/// @param roles `ADMIN` for who looks after the whole platform
/// @param referentOf codes of the schools whose rooms they look after
record Person(
        String id,
        String name,
        String email,
        String profile,
        String establishment,
        String establishmentName,
        List<String> groups,
        List<String> roles,
        List<String> referentOf) {}
