package webconference.gateway.limits;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.HeaderWriterFilter;
import webconference.gateway.Caller;
import webconference.gateway.ProblemAnswer;

/// Counts at every entrance: before anything is looked up, and again when a token has told who
/// asks.
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class LimitedEntrances {

    @Bean
    Customizer<HttpSecurity> countedEntrances(
            Limits limits, SharedCounts counts, Caller caller, ProblemAnswer answers) {
        var counting = new Counting(limits);
        return http ->
                http.addFilterAfter(
                                new LimitFilter(counting, counts, caller, answers),
                                HeaderWriterFilter.class)
                        .addFilterBefore(
                                new LimitFilter(counting, counts, caller, answers),
                                AuthorizationFilter.class);
    }
}
