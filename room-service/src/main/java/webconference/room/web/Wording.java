package webconference.room.web;

import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import webconference.room.FieldProblem;

/// Sentences in the language of whoever asks.
@Component
class Wording {

    private final MessageSource messages;

    Wording(MessageSource messages) {
        this.messages = messages;
    }

    String text(String code, Object... details) {
        var locale = LocaleContextHolder.getLocale();
        var otherwise = messages.getMessage("problem.bad-request.title", null, locale);
        var text = messages.getMessage(code, details, otherwise, locale);
        return text == null ? otherwise : text;
    }

    FieldMessage of(FieldProblem problem) {
        return new FieldMessage(
                problem.field(),
                problem.code(),
                text("field." + problem.code(), problem.details().toArray()),
                problem.value());
    }
}
