package webconference.room.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.type.TypeFactory;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.servers.Server;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import webconference.room.User;

/// Describes the API as it is: what a record does not mark as nullable is always there.
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(User.class);
    }

    /// What went wrong, as [RoomProblems] says it.
    record Problem(
            String type,
            String title,
            int status,
            String detail,
            String code,
            @Nullable List<FieldMessage> errors,
            @Nullable RoomView current,
            @Nullable Integer limit,
            @Nullable List<OpenRoomView> openRooms,
            @Nullable ShareList currentShares) {}

    @Bean
    ModelConverter records() {
        return new Records();
    }

    @Bean
    OpenApiCustomizer description() {
        return api -> {
            api.info(new Info().title("room-service").version("1"));
            api.servers(List.of(new Server().url("/")));
            ModelConverters.getInstance(true)
                    .readAll(new AnnotatedType(Problem.class))
                    .forEach(api.getComponents()::addSchemas);
            var problem =
                    new ApiResponse()
                            .description("What went wrong")
                            .content(
                                    new Content()
                                            .addMediaType(
                                                    "application/problem+json",
                                                    new MediaType()
                                                            .schema(
                                                                    new Schema<>()
                                                                            .$ref("Problem"))));
            api.getPaths().values().stream()
                    .flatMap(path -> path.readOperations().stream())
                    .forEach(operation ->
                            operation.getResponses().addApiResponse("default", problem));
        };
    }

    /// Reads from a record's components what may be missing. In what is sent to us (`…Body`) it may
    /// be left out; in what we send it is there, as null.
    private static class Records implements ModelConverter {

        @Override
        public @Nullable Schema<?> resolve(
                AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
            if (!chain.hasNext()) {
                return null;
            }
            var schema = chain.next().resolve(type, context, chain);
            var raw = TypeFactory.defaultInstance().constructType(type.getType()).getRawClass();
            var model = context.getDefinedModels().get(raw.getSimpleName());
            if (raw.isRecord() && model != null && model.getProperties() != null) {
                describe(raw, model);
            }
            return schema;
        }

        private static void describe(Class<?> raw, Schema<?> model) {
            var sent = !raw.getSimpleName().endsWith("Body") && raw != Problem.class;
            var required = new ArrayList<String>();
            for (var component : raw.getRecordComponents()) {
                var name = nameOf(component);
                var nullable = isNullable(component);
                if (nullable) {
                    model.getProperties().computeIfPresent(name, (_, property) -> orNull(property));
                }
                if (sent || !nullable) {
                    required.add(name);
                }
            }
            model.setRequired(required);
        }

        private static String nameOf(RecordComponent component) {
            var named = component.getAccessor().getAnnotation(JsonProperty.class);
            return named == null ? component.getName() : named.value();
        }

        private static boolean isNullable(RecordComponent component) {
            return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        }
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private static Schema orNull(Schema property) {
        if (property.get$ref() != null) {
            var none = new Schema<>();
            none.addType("null");
            return new Schema<>().oneOf(List.of(property, none));
        }
        if (property.getOneOf() == null) {
            property.addType("null");
            if (property.getEnum() != null && !property.getEnum().contains(null)) {
                property.getEnum().add(null);
            }
        }
        return property;
    }
}
