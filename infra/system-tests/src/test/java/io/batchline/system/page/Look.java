package io.batchline.system.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;

/// What somebody looks at the page with.
///
/// @param width of the window, in CSS pixels
/// @param height of the window, in CSS pixels
public record Look(String name, int width, int height, ColorScheme colours) {
    public static final Look LIGHT = new Look("light", 1280, 900, ColorScheme.LIGHT);
    public static final Look DARK = new Look("dark", 1280, 900, ColorScheme.DARK);
    public static final Look PHONE = new Look("phone", 360, 740, ColorScheme.LIGHT);

    Browser.NewContextOptions options() {
        return new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(colours)
                .setReducedMotion(ReducedMotion.REDUCE);
    }
}
