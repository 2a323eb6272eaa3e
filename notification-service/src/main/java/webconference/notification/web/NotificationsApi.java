package webconference.notification.web;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import org.springframework.context.annotation.Configuration;

/// What the description of this API says of itself: it has no operation yet.
@Configuration(proxyBeanMethods = false)
@OpenAPIDefinition(info = @Info(title = "Web-conférence, notifications", version = "1"))
class NotificationsApi {}
