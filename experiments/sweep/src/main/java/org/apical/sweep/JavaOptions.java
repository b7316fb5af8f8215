package org.apical.sweep;

import org.apache.spark.launcher.JavaModuleOptions;

/** Prints what Spark asks of the JVM that it runs in, for the launcher. */
public final class JavaOptions {
    private JavaOptions() {}

    public static void main(String[] arguments) {
        System.out.println(JavaModuleOptions.defaultModuleOptions());
    }
}
