package io.batchline.workload.sheets.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.workload.sheets.picture.PatternSearch.Area;
import io.batchline.workload.sheets.picture.PatternSearch.Match;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PatternSearchTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void the_best_match_is_the_one_that_trying_every_place_finds(int seed) {
        // given
        Random random = new Random(seed);
        GrayPicture page = Smoothing.gaussian(seed % 2 == 0 ? 5 : 1).apply(speckled(random));
        GrayPicture small = cut(page, random);
        Area area = new Area(3, 5, 76, 68);

        // when
        PatternSearch search = new PatternSearch(page);
        Pattern pattern = new Pattern(small);
        Match found = search.best(pattern, area, search.promising(pattern, area).score());

        // then
        Match expected = byTryingAll(page, small, area);
        assertThat(found.score()).isCloseTo(expected.score(), Offset.offset(1e-6f));
        assertThat(found.x()).isEqualTo(expected.x());
        assertThat(found.y()).isEqualTo(expected.y());
    }

    @Test
    void nothing_is_found_where_nothing_scores_enough() {
        Random random = new Random(99);
        GrayPicture page = speckled(random);
        Pattern pattern = new Pattern(speckled(random, 12, 12));
        PatternSearch search = new PatternSearch(page);
        assertThat(search.best(pattern, search.everywhere(), 0.95f).score()).isLessThan(-1);
    }

    @Test
    void a_pattern_larger_than_the_area_is_not_found() {
        PatternSearch search = new PatternSearch(speckled(new Random(1)));
        Pattern pattern = new Pattern(speckled(new Random(2), 12, 12));
        assertThat(search.best(pattern, new Area(0, 0, 11, 40), 0).score()).isLessThan(-1);
    }

    private static GrayPicture speckled(Random random) {
        return speckled(random, 80, 70);
    }

    private static GrayPicture speckled(Random random, int width, int height) {
        GrayPicture page = GrayPicture.black(width, height);
        for (int i = 0; i < page.pixels().length; i++) {
            page.pixels()[i] = (byte) (random.nextInt(6) == 0 ? random.nextInt(256) : 250);
        }
        return page;
    }

    private static GrayPicture cut(GrayPicture page, Random random) {
        int width = 8 + random.nextInt(16);
        int height = 8 + random.nextInt(16);
        int left = 4 + random.nextInt(40);
        int top = 6 + random.nextInt(30);
        GrayPicture cut = GrayPicture.black(width, height);
        for (int i = 0; i < cut.pixels().length; i++) {
            int grey = page.at(left + i % width, top + i / width) + random.nextInt(41) - 20;
            cut.pixels()[i] = (byte) Math.clamp(grey, 0, 255);
        }
        return cut;
    }

    private static Match byTryingAll(GrayPicture page, GrayPicture small, Area area) {
        Match best = new Match(0, 0, -2);
        for (int y = area.top(); y <= area.bottom() - small.height(); y++) {
            for (int x = area.left(); x <= area.right() - small.width(); x++) {
                float score = (float) correlation(page, small, x, y);
                if (score > best.score()) {
                    best = new Match(x, y, score);
                }
            }
        }
        return best;
    }

    private static double correlation(GrayPicture page, GrayPicture small, int left, int top) {
        double n = small.pixels().length;
        double a = 0;
        double b = 0;
        double aa = 0;
        double bb = 0;
        double ab = 0;
        for (int i = 0; i < n; i++) {
            int here = page.at(left + i % small.width(), top + i / small.width());
            int there = small.at(i % small.width(), i / small.width());
            a += here;
            b += there;
            aa += here * here;
            bb += there * there;
            ab += here * there;
        }
        return (ab - a * b / n) / Math.sqrt((aa - a * a / n) * (bb - b * b / n));
    }
}
