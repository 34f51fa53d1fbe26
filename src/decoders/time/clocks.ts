/** Microseconds from 1601-01-01 (FILETIME, WebKit) to 1970-01-01. */
const windowsEpochUs = 11_644_473_600_000_000n;
/** Ticks of 100 ns from 0001-01-01 (.NET DateTime) to 1970-01-01. */
const dotnetEpochTicks = 621_355_968_000_000_000n;

/** A clock that a bare number can run on. */
export type ClockName = 'unix-s' | 'unix-ms' | 'unix-us' | 'windows-us' | 'filetime' | 'dotnet-ticks';

/** The moment of a number on a clock, in milliseconds since 1970 (fractions kept); undefined outside the years 1601 to 9999. */
export function momentOf(clock: ClockName, value: bigint | number): number | undefined {
  const ms =
    typeof value === 'number' && clock.startsWith('unix') ? unixNumber(clock, value) : exact(clock, toBig(value));
  return ms !== undefined && ms >= -11_644_473_600_000 && ms < 253_402_300_800_000 ? ms : undefined;
}

function unixNumber(clock: ClockName, value: number): number | undefined {
  if (!Number.isFinite(value)) return undefined;
  if (clock === 'unix-s') return value * 1000;
  return clock === 'unix-ms' ? value : value / 1000;
}

function toBig(value: bigint | number): bigint {
  if (typeof value === 'bigint') return value;
  return Number.isFinite(value) ? BigInt(Math.trunc(value)) : 0n;
}

function exact(clock: ClockName, value: bigint): number {
  switch (clock) {
    case 'unix-s':
      return Number(value) * 1000;
    case 'unix-ms':
      return Number(value);
    case 'unix-us':
      return Number(value) / 1000;
    case 'windows-us':
      return Number(value - windowsEpochUs) / 1000;
    case 'filetime':
      return Number(value - windowsEpochUs * 10n) / 10_000;
    case 'dotnet-ticks':
      return Number(value - dotnetEpochTicks) / 10_000;
  }
}
