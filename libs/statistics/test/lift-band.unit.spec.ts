import { describe, expect, it } from 'vitest';
import { LiftBand } from '../src/evidence/lift-band.js';
import { random } from './support/traffic.js';

/** Seconds of traffic, 50 requests each on either side; `look` sees the band after each. */
function watchTraffic(
  ratios: { exposed: number; control: number },
  { seconds, seed }: { seconds: number; seed: number },
  look: (band: LiftBand) => void = () => undefined,
): LiftBand {
  const next = random(seed);
  const band = new LiftBand();
  const badOf = (ratio: number) => Array.from({ length: 50 }, next).filter((each) => each < ratio).length;
  for (let second = 0; second < seconds; second += 1) {
    band.add({ total: 50, bad: badOf(ratios.exposed) }, { total: 50, bad: badOf(ratios.control) });
    look(band);
  }
  return band;
}

describe('the band of the lift', () => {
  it('is as wide as can be before anything was seen', () => {
    const { low, high } = new LiftBand().at(0.05);
    expect(low).toBeCloseTo(0.1);
    expect(high).toBeCloseTo(100);
  });

  it('closes around the truth', () => {
    const band = watchTraffic({ exposed: 0.05, control: 0.01 }, { seconds: 600, seed: 1 });
    const { low, high } = band.at(0.05);
    expect(low).toBeGreaterThan(2);
    expect(low).toBeLessThan(5);
    expect(high).toBeGreaterThan(5);
    expect(high).toBeLessThan(12);
  });

  it('holds 1 where nothing differs, at every look of nearly all runs', () => {
    let missed = 0;
    for (let seed = 0; seed < 60; seed += 1) {
      let ever = false;
      watchTraffic({ exposed: 0.02, control: 0.02 }, { seconds: 200, seed }, (band) => {
        const { low, high } = band.at(0.05);
        ever ||= low > 1.13 || high < 0.89;
      });
      missed += ever ? 1 : 0;
    }
    expect(missed).toBeLessThanOrEqual(6);
  });

  it('learns nothing from seconds without traffic on one side', () => {
    const band = new LiftBand();
    band.add({ total: 100, bad: 50 }, { total: 0, bad: 0 });
    expect(band.at(0.05).low).toBeCloseTo(0.1);
  });
});
