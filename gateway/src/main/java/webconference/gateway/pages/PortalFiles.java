package webconference.gateway.pages;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.PathResourceResolver;

/// The portal: files whose names hold their hash are kept for a year, the page that names them is
/// asked for each time, and every address of the portal is that page.
@Configuration(proxyBeanMethods = false)
class PortalFiles implements WebMvcConfigurer {

    private static final String FILES = "classpath:/static/";

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry files) {
        files.addResourceHandler("/assets/**")
                .addResourceLocations(FILES + "assets/")
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
        files.addResourceHandler("/*.*")
                .addResourceLocations(FILES)
                .setCacheControl(CacheControl.noCache())
                .resourceChain(false)
                .addResolver(new Named());
        files.addResourceHandler("/**")
                .addResourceLocations(FILES)
                .setCacheControl(CacheControl.noStore())
                .resourceChain(false)
                .addResolver(new Page());
    }

    @Override
    public void addViewControllers(ViewControllerRegistry views) {
        views.addViewController("/").setViewName("forward:/salles");
    }

    /// A file beside the page: an icon, `robots.txt`. The page itself has no second address.
    private static final class Named extends PathResourceResolver {
        @Override
        protected @Nullable Resource getResource(String path, Resource location)
                throws IOException {
            return path.equals(Page.NAME) ? null : super.getResource(path, location);
        }
    }

    /// The one page, for every path that is neither somebody else's nor a file's.
    private static final class Page extends PathResourceResolver {

        static final String NAME = "index.html";

        private static final Set<String> NOT_OURS =
                Set.of(
                        "actuator",
                        "api",
                        "assets",
                        "error",
                        "internal",
                        "login",
                        "logout",
                        "oauth2",
                        "session",
                        "v3");

        @Override
        protected @Nullable Resource getResource(String path, Resource location)
                throws IOException {
            var first = path.split("/", 2)[0];
            var last = path.substring(path.lastIndexOf('/') + 1);
            return NOT_OURS.contains(first) || last.contains(".")
                    ? null
                    : super.getResource(NAME, location);
        }
    }
}
