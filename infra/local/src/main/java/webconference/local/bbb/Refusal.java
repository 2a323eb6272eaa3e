package webconference.local.bbb;

/// What the API answers instead of doing what was asked: HTTP 200, `FAILED` and these two.
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String key;

    Refusal(String key, String message) {
        super(message);
        this.key = key;
    }

    String key() {
        return key;
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
