package webconference.local.mailbox;

/// Somebody with a mailbox.
///
/// @param address what mail is sent to
public record Owner(String id, String name, String address) {}
