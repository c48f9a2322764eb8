package io.batchline.cli;

import io.batchline.cli.shell.Setting;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/// Makes the commands; hands what surrounds the call to those whose constructor wants it.
final class CommandFactory implements IFactory {
    private final IFactory plain = CommandLine.defaultFactory();
    private final Setting setting;

    CommandFactory(Setting setting) {
        this.setting = setting;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        for (Constructor<?> each : type.getDeclaredConstructors()) {
            if (each.getParameterCount() == 1 && each.getParameterTypes()[0] == Setting.class) {
                return type.cast(made(each));
            }
        }
        return plain.create(type);
    }

    private Object made(Constructor<?> constructor) throws Exception {
        constructor.setAccessible(true);
        try {
            return constructor.newInstance(setting);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
