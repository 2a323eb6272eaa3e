package webconference.room.directory;

/// A directory that tells of people, besides their sign-ins.
public enum Source {
    /// A file, read at each start. Sign-ins know better: it only comes before the first of them.
    FILE,
    /// An LDAP directory, read again and again. It knows better than sign-ins.
    LDAP
}
