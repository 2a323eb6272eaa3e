package webconference.room.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import webconference.room.User;
import webconference.room.UserId;
import webconference.room.privacy.Erasure;
import webconference.room.privacy.PersonExport;

/// What is kept of people.
@RestController
@Tag(name = "rooms")
class PrivacyController {

    private final PersonExport export;
    private final Erasure erasure;

    PrivacyController(PersonExport export, Erasure erasure) {
        this.export = export;
        this.erasure = erasure;
    }

    @GetMapping("/api/v1/me/export")
    @Operation(operationId = "exportMe", summary = "All that is kept of me")
    ResponseEntity<PersonExport.Dossier> export(User user) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("mes-donnees.json")
                                .build()
                                .toString())
                .body(export.of(user));
    }

    @PostMapping("/api/v1/ops/people/{person}/erasure")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            operationId = "erasePerson",
            summary = "Take all traces of somebody away; their rooms go with them")
    void erase(User user, @PathVariable String person) {
        erasure.erase(new UserId(person), user);
    }
}
