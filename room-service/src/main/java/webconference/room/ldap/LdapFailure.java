package webconference.room.ldap;

/// The LDAP directory could not be read to its end. Asking again later may work.
class LdapFailure extends RuntimeException {

    LdapFailure(String what, Throwable cause) {
        super(what + ": " + cause.getMessage(), cause);
    }

    LdapFailure(String what) {
        super(what);
    }
}
