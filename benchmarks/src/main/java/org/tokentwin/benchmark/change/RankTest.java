package org.tokentwin.benchmark.change;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * The Mann-Whitney U test, two-sided and exact: how likely ranks as unlike as these are where nothing changed. It takes nothing for granted of how times
 * are spread, which the rounds of a benchmark are too few to show.
 */
final class RankTest {
    private RankTest() {}

    /**
     * Returns the share of all ways to deal these values into two groups of these sizes whose ranks are at least as unlike.
     *
     * @param first at least one value
     * @param second at least one value
     */
    static double probability(double[] first, double[] second) {
        int[] ranks = doubledRanks(first, second);
        int seen = Arrays.stream(ranks, 0, first.length).sum();
        double[] ways = sums(ranks, first.length);
        double middle = Arrays.stream(ranks).sum() * (double) first.length / ranks.length;
        double all = 0;
        double unlike = 0;
        for (int sum = 0; sum < ways.length; sum++) {
            all += ways[sum];
            if (Math.abs(sum - middle) >= Math.abs(seen - middle)) {
                unlike += ways[sum];
            }
        }
        return unlike / all;
    }

    /** Twice the rank of each value, so that equal ones, which share the mean of their ranks, have whole numbers. */
    private static int[] doubledRanks(double[] first, double[] second) {
        double[] values =
                DoubleStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
        return Arrays.stream(values)
                .mapToInt(value -> {
                    long below =
                            Arrays.stream(values).filter(each -> each < value).count();
                    long equal =
                            Arrays.stream(values).filter(each -> each == value).count();
                    return Math.toIntExact(2 * below + equal + 1);
                })
                .toArray();
    }

    /** In how many ways so many of the ranks have each sum. */
    private static double[] sums(int[] ranks, int chosen) {
        int most = Arrays.stream(ranks).sum();
        double[][] ways = new double[chosen + 1][most + 1];
        ways[0][0] = 1;
        for (int rank : ranks) {
            for (int size = chosen; size > 0; size--) {
                for (int sum = most; sum >= rank; sum--) {
                    ways[size][sum] += ways[size - 1][sum - rank];
                }
            }
        }
        return ways[chosen];
    }
}
