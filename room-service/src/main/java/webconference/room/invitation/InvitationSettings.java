package webconference.room.invitation;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How much may be written.
///
/// @param most recipients of one message
/// @param batch how many of them are asked for at once of who delivers
/// @param messagesPerHour of one person
/// @param recipientsPerDay of one person
/// @param roomMessagesPerHour for one room, whoever sends
/// @param roomRecipientsPerDay for one room, whoever sends
/// @param newcomer how long somebody is new here
/// @param newcomerRecipients of a newcomer, all together
/// @param wordsKept how long a message can be sent again; its date, if it has one, counts
@Validated
@ConfigurationProperties("invitations")
public record InvitationSettings(
        @DefaultValue("200") @Min(1) @Max(200) int most,
        @DefaultValue("50") @Min(1) @Max(200) int batch,
        @DefaultValue("10") @Min(1) int messagesPerHour,
        @DefaultValue("500") @Min(1) int recipientsPerDay,
        @DefaultValue("20") @Min(1) int roomMessagesPerHour,
        @DefaultValue("1000") @Min(1) int roomRecipientsPerDay,
        @DefaultValue("10m") Duration newcomer,
        @DefaultValue("20") @Min(1) int newcomerRecipients,
        @DefaultValue("7d") Duration wordsKept) {}
