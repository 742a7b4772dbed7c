package org.tokentwin.benchmark.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RankTestTest {
    @Test
    void roundsThatDoNotOverlap_areAsLikelyAsTheTwoOrdersOfTheGroups() {
        assertThat(probability(new double[] {1, 2, 3}, 4, 5, 6)).isCloseTo(2 / 20.0, within(1e-12));
        assertThat(probability(new double[] {9, 8, 7, 6}, 1, 2, 3, 4)).isCloseTo(2 / 70.0, within(1e-12));
    }

    /** By hand: 4 of the 70 ways have a sum of ranks of 12 or less, and as many one of 24 or more. */
    @Test
    void roundsThatOverlap_areCounted() {
        assertThat(probability(new double[] {1.1, 2.2, 3.3, 4.4}, 2.5, 5, 6, 7)).isCloseTo(8 / 70.0, within(1e-12));
    }

    @Test
    void equalRounds_areNoDifference() {
        assertThat(probability(new double[] {2, 2, 2}, 2, 2, 2)).isEqualTo(1);
        assertThat(probability(new double[] {1, 2, 3}, 1, 2, 3)).isEqualTo(1);
    }

    /** By hand: of the ten pairs from 2, 2, 2, 5, 7 only that of 5 and 7 is as unlike. */
    @Test
    void equalRanks_areShared() {
        assertThat(probability(new double[] {5, 7}, 2, 2, 2)).isCloseTo(1 / 10.0, within(1e-12));
    }

    private static double probability(double[] first, double... second) {
        return RankTest.probability(first, second);
    }
}
