package webconference.eventing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaAdmin;

/// One database with lamps and one topic, on which instances of [LampsApplication] play.
public final class Stage {

    private static final String[] SCHEMA = {"classpath:db/lamps", "classpath:db/eventing"};

    private final KafkaProcess kafka;
    private final Path directory;
    private final String name;
    private final PostgresProcess postgres;
    private final List<String> settings;

    /// Makes the database; the topic is made by [#makeTopics()] or by the first instance.
    public Stage(PostgresProcess postgres, KafkaProcess kafka, Path directory, String name) {
        this.postgres = postgres;
        this.kafka = kafka;
        this.directory = directory;
        this.name = name;
        this.settings = new ArrayList<>(postgres.database(name));
        settings.addAll(
                List.of(
                        "--spring.application.name=" + name,
                        "--spring.main.banner-mode=off",
                        "--spring.flyway.locations=" + String.join(",", SCHEMA),
                        "--spring.kafka.bootstrap-servers=" + kafka.address(),
                        "--spring.threads.virtual.enabled=true",
                        "--logging.level.org.apache.kafka=ERROR",
                        "--eventing.topics=" + topic()));
        Flyway.configure()
                .dataSource(postgres.source(name))
                .locations(SCHEMA)
                .loggers("slf4j")
                .load()
                .migrate();
    }

    public String topic() {
        return name + ".v1";
    }

    public void makeTopics() {
        var properties =
                new EventingProperties(
                        List.of(topic()),
                        6,
                        (short) 1,
                        Duration.ofDays(1),
                        Map.of(),
                        Duration.ofDays(30),
                        Duration.ofSeconds(5));
        if (!new EventTopics(admin(), properties).exist()) {
            throw new IllegalStateException("Kafka is away");
        }
    }

    private KafkaAdmin admin() {
        return new KafkaAdmin(Map.of("bootstrap.servers", kafka.address()));
    }

    /// Starts an instance in a process of its own.
    ///
    /// @param instance its name, which its database connections carry
    public ChildJvm instance(String instance, String... more) {
        var arguments = with(List.of(more));
        arguments.add("--spring.main.web-application-type=none");
        arguments.add("--spring.main.keep-alive=true");
        arguments.add(
                "--spring.datasource.hikari.data-source-properties.ApplicationName=" + instance);
        return ChildJvm.start(
                LampsApplication.class,
                directory.resolve(name + "-" + instance + ".log"),
                arguments);
    }

    /// Repeated arguments would make a list.
    private List<String> with(List<String> more) {
        var arguments = new ArrayList<>(more);
        var said = more.stream().map(Stage::key).toList();
        settings.stream().filter(it -> !said.contains(key(it))).forEach(arguments::add);
        return arguments;
    }

    private static String key(String argument) {
        return argument.substring(0, argument.indexOf('='));
    }

    /// Starts an instance here.
    public ConfigurableApplicationContext context(String... more) {
        return context(LampsApplication.class, more);
    }

    /// Starts another service here, on this database.
    public ConfigurableApplicationContext context(Class<?> service, String... more) {
        return new SpringApplicationBuilder(service)
                .web(WebApplicationType.NONE)
                .run(with(List.of(more)).toArray(String[]::new));
    }

    /// Lights the first lamp that hangs; when this returns it is committed.
    public void light(ConfigurableApplicationContext instance) {
        var lamps = instance.getBean(Lamps.class);
        lamps.light(lamps.revisions().keySet().iterator().next(), "hello");
    }

    /// Hangs lamps, which is what writers wait for.
    public void hang(int lamps) {
        query().sql("insert into lamp (id) select gen_random_uuid() from generate_series(1, ?)")
                .param(lamps)
                .update();
    }

    /// How many instances have their relay up.
    public long relays() {
        return number(
                """
                select count(*) from pg_stat_activity
                where datname = current_database() and application_name = 'outbox'
                """);
    }

    public Arrivals arrivals() {
        return new Arrivals(kafka.address(), topic());
    }

    /// How many events of each lamp were committed.
    public Map<UUID, Long> revisions() {
        var revisions = new TreeMap<UUID, Long>();
        query().sql("select id, revision from lamp")
                .query(row -> {
                    revisions.put(row.getObject("id", UUID.class), row.getLong("revision"));
                });
        return revisions;
    }

    public long committed() {
        return number("select sum(revision) from lamp");
    }

    public long waiting() {
        return number("select count(*) from outbox");
    }

    public long number(String sql) {
        return query().sql(sql).query(Long.class).single();
    }

    public JdbcClient query() {
        return JdbcClient.create(postgres.source(name));
    }
}
