package webconference.room;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/// Notes every statement that is sent to the database, by whichever way.
class Statements implements BeanPostProcessor {

    private final Queue<String> sent = new ConcurrentLinkedQueue<>();

    /// Those sent meanwhile on behalf of somebody; what the service does by itself beside it, for
    /// the outbox and the screens, is left out by the words that must not be in it.
    List<String> during(Runnable what, String... notWith) {
        sent.clear();
        what.run();
        return sent.stream()
                .filter(sql -> List.of(notWith).stream().noneMatch(sql::contains))
                .toList();
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source ? noted(source) : bean;
    }

    private DataSource noted(DataSource source) {
        return new DelegatingDataSource(source) {
            @Override
            public Connection getConnection() throws SQLException {
                return noted(super.getConnection());
            }
        };
    }

    private Connection noted(Connection connection) {
        return (Connection)
                Proxy.newProxyInstance(
                        Connection.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (_, method, arguments) -> {
                            if (method.getName().equals("prepareStatement")) {
                                sent.add((String) arguments[0]);
                            }
                            try {
                                return method.invoke(connection, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }
}
