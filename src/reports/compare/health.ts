const badWhenTrue =
  /pending|required|paused|disabled|throttl|backed|backoff|error|blocked|unrecoverable|needs|obsolete|expired|failed|missing|locked|excluded/i;
const goodWhenTrue =
  /ready|enabled|has |consent|initiali[sz]ed|connected|active|valid|joined|running|success|prt|setup done|first setup complete|allowed|turned on/i;

/**
 * How well a value stands, judged by its words and its name: 2 good, 1 between, 0 bad. Undefined for values that are
 * neither, such as names and versions.
 */
export function healthOf(name: string, value: string): number | undefined {
  const text = value.trim().toLowerCase();
  if (/key.*count/i.test(name) && /^\d+$/.test(text)) return Number(text) > 0 ? 2 : 0;
  if (/^(?:true|yes|1|enabled)$/.test(text))
    return badWhenTrue.test(name) ? 0 : goodWhenTrue.test(name) ? 2 : undefined;
  if (/^(?:false|no|0|disabled)$/.test(text))
    return badWhenTrue.test(name) ? 2 : goodWhenTrue.test(name) ? 0 : undefined;
  if (/^none$/.test(text) && badWhenTrue.test(name)) return 2;
  if (
    /(?:\b|_)(?:fail|error|denied|refused|needs? |not running|stopped|unavailable|invalid|expired|backed off|no permissions?|service disabled|unrecoverable)/.test(
      text,
    )
  )
    return 0;
  if (/^(?:never|n\/a)$/.test(text) && /key|token|mip|result|synced/i.test(name)) return 0;
  if (
    /^(?:ok|success|succeeded|active|running|normal|initialized|passed|granted|connected|on|synced)\b|\bsucce(?:ss|eded)$/.test(
      text,
    )
  )
    return 2;
  return undefined;
}
