/**
 * Numbers of the normal distribution that lie within bounds, one for each uniform number: by inversion, without
 * rejection, and as exact far out in a tail as in the middle.
 *
 * With λ = g(x/√2) / (1 + √2·x), g as in simd/erf.h, the mass above x ≥ 0 is Q(x) = ½·λ(x)·e^(−x²/2). Everything is
 * counted as a distance d ≥ 0 from an origin a ≥ 0, on the side where x is: log Q(a + d) − log Q(a) = −d·(a + d/2) +
 * log(λ(a + d) / λ(a)) cancels nowhere and never underflows. It is concave and falls, so Newton's method comes down to
 * the solution from the start d·(a + d/2) = −log s, which is beyond it; five steps reach the last places.
 */
#ifndef WENGERT_KERNELS_TRUNCATED_NORMAL_H
#define WENGERT_KERNELS_TRUNCATED_NORMAL_H

#include <stdbool.h>

#include "../simd/math.h"

/** A normal distribution and its bounds, prepared; every vector holds one number. */
typedef struct {
    v_f64 mean;
    v_f64 deviation;
    v_f64 low;
    v_f64 high;
    /** Whether the mean is within the bounds; then the masses outside them, and what is left. */
    bool around;
    v_f64 below;
    v_f64 above;
    v_f64 within;
    /** Otherwise the distance of the nearer bound from the mean in deviations, and 1 − Q(other bound) / Q(this). */
    v_f64 nearest;
    v_f64 share;
} truncated_normal;

static inline v_f64 normal_lambda(v_f64 x)
{
    v_f64 u = x * 0x1.6a09e667f3bcdp-1;
    return v_erfc_smooth(u).high / (1.0 + 2.0 * u);
}

/* Q(x) for x ≥ 0. */
static inline v_f64 normal_tail(v_f64 x)
{
    return 0.5 * normal_lambda(x) * v_exp_f64(-0.5 * x * x);
}

/* Where log Q(a + d) − log Q(a) = log_share ≤ 0. */
static inline v_f64 normal_distance(v_f64 a, v_f64 log_share)
{
    const v_f64 root_of_half_pi = v_set_f64(0x1.40d931ff62706p+0);
    v_f64 at_origin = normal_lambda(a);
    v_f64 d = -2.0 * log_share / (a + v_sqrt(a * a - 2.0 * log_share));
    d = v_keep(v_lt(log_share, v_set_f64(0)), d);
    for (int step = 0; step < 5; step++) {
        v_f64 lambda = normal_lambda(a + d);
        v_f64 off = v_log_f64(lambda / at_origin) - d * (a + 0.5 * d) - log_share;
        d += off * root_of_half_pi * lambda;
    }
    return d;
}

static inline truncated_normal truncated_normal_of(double mean, double deviation, double low, double high)
{
    /* So far out that nothing is left there, near enough for squares to be finite. */
    const v_f64 infinity = v_set_f64(0x1p500);
    truncated_normal t = {
        .mean = v_set_f64(mean),
        .deviation = v_set_f64(deviation),
        .low = v_set_f64(low),
        .high = v_set_f64(high),
        .around = low <= mean && mean <= high,
    };
    v_f64 to_low = v_min(infinity, v_abs(t.low - t.mean) / t.deviation);
    v_f64 to_high = v_min(infinity, v_abs(t.high - t.mean) / t.deviation);
    t.below = normal_tail(to_low);
    t.above = normal_tail(to_high);
    t.within = 1.0 - t.below - t.above;
    t.nearest = v_min(to_low, to_high);
    v_f64 farthest = v_max(to_low, to_high);
    v_f64 ratio = -0.5 * (farthest - t.nearest) * (farthest + t.nearest) +
                  v_log_f64(normal_lambda(farthest) / normal_lambda(t.nearest));
    t.share = -v_expm1_f64(ratio);
    return t;
}

/* The number for u in [0, 1): it grows with u, and is within the bounds. */
static inline v_f64 truncated_normal_at(const truncated_normal *t, v_f64 u)
{
    v_f64 y;
    if (t->around) {
        v_f64 lower = t->below + u * t->within;
        v_f64 upper = t->above + (1.0 - u) * t->within;
        v_f64 share = v_min(v_set_f64(1), 2.0 * v_min(lower, upper));
        v_f64 d = normal_distance(v_set_f64(0), v_log_f64(share));
        y = v_fma(t->deviation, v_select(v_lt(lower, upper), -d, d), t->mean);
    } else {
        /* From the nearer bound outwards. */
        bool rises = t->mean[0] < t->low[0];
        v_f64 outwards = rises ? u : 1.0 - u;
        v_f64 d = t->deviation * normal_distance(t->nearest, v_log1p_f64(-outwards * t->share));
        y = rises ? t->low + d : t->high - d;
    }
    return v_max(t->low, v_min(t->high, y));
}

#endif
