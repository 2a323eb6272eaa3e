package webconference.meeting.web;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import org.springframework.context.annotation.Configuration;

/// What the description of this API says of itself.
@Configuration(proxyBeanMethods = false)
@OpenAPIDefinition(info = @Info(title = "Web-conférence, meetings", version = "1"))
class MeetingsApi {}
