/** 16 px line icons, drawn for this product; every path is stroked with the text color. */
const paths = {
  error: 'M8 2a6 6 0 100 12A6 6 0 008 2zM5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4',
  warning: 'M8 2.2L14.2 13.5H1.8zM8 6.4v3.4M8 11.6v.2',
  note: 'M8 2a6 6 0 100 12A6 6 0 008 2zM8 7.4v3.8M8 5v.2',
  passed: 'M8 2a6 6 0 100 12A6 6 0 008 2zM5.3 8.2l1.9 1.9 3.6-4',
  never:
    'M8 2a6 6 0 012.3.5M12.2 3.7a6 6 0 011.4 2M14 8a6 6 0 01-.5 2.3M12.3 12.2a6 6 0 01-2 1.4M8 14a6 6 0 01-2.3-.5M3.8 12.3a6 6 0 01-1.4-2M2 8a6 6 0 01.5-2.3M3.7 3.8a6 6 0 012-1.4',
  lock: 'M4.5 7h7a1 1 0 011 1v4.5a1 1 0 01-1 1h-7a1 1 0 01-1-1V8a1 1 0 011-1zM5.5 7V5a2.5 2.5 0 015 0v2',
  right: 'M6 3.5L10.5 8 6 12.5',
  down: 'M3.5 6L8 10.5 12.5 6',
  upSmall: 'M3.5 10L8 5.5 12.5 10',
  search: 'M7 2.8a4.2 4.2 0 100 8.4 4.2 4.2 0 000-8.4zM10.1 10.1l3.6 3.6',
  filter: 'M2.5 3.5h11L9.3 8.4v4.3l-2.6-1.3v-3z',
  close: 'M4 4l8 8M12 4l-8 8',
  more: 'M3.5 7.5v1M3 8h1M8 7.5v1M7.5 8h1M12.5 7.5v1M12 8h1',
  eye: 'M1.8 8S4 4 8 4s6.2 4 6.2 4S12 12 8 12 1.8 8 1.8 8zM8 6.2a1.8 1.8 0 100 3.6 1.8 1.8 0 000-3.6z',
  eyeOff: 'M1.8 8S4 4 8 4s6.2 4 6.2 4S12 12 8 12 1.8 8 1.8 8zM3 13L13 3',
  copy: 'M6.5 5.5h6a1 1 0 011 1v6a1 1 0 01-1 1h-6a1 1 0 01-1-1v-6a1 1 0 011-1zM10.5 5.5v-2a1 1 0 00-1-1h-6a1 1 0 00-1 1v6a1 1 0 001 1h2',
  link: 'M9.5 2.5h4v4M13.5 2.5L7.5 8.5M11.5 9v3.5a1 1 0 01-1 1h-7a1 1 0 01-1-1v-7a1 1 0 011-1H7',
  file: 'M3.5 1.8h6l3 3v9.4h-9zM9.3 1.8v3.2h3.2',
  saved: 'M4 2.2h8v11.6l-4-3-4 3z',
  builder: 'M2.5 4.5h5M10.5 4.5h3M9 3v3M2.5 11.5h2M7.5 11.5h6M6 10v3',
  compare: 'M8 3v7M4.5 6.5h7M4.5 13h7',
  ticket: 'M3.5 1.8h9v12.4h-9zM5.5 5h5M5.5 8h5M5.5 11h3',
  shield: 'M8 1.8l5 1.8v4c0 3.4-2.4 5.6-5 6.6-2.6-1-5-3.2-5-6.6v-4z',
  columns: 'M3.2 2.8h9.6a1 1 0 011 1v8.4a1 1 0 01-1 1H3.2a1 1 0 01-1-1V3.8a1 1 0 011-1zM6 3v10M10 3v10',
  clock: 'M8 2a6 6 0 100 12A6 6 0 008 2zM8 4.5V8l2.4 1.6',
  terminal: 'M2.8 2.8h10.4a1 1 0 011 1v8.4a1 1 0 01-1 1H2.8a1 1 0 01-1-1V3.8a1 1 0 011-1zM4.5 6l2.2 2-2.2 2M8.5 10.5h3',
  goFile: 'M12.5 7V4.8l-3-3h-6v12.4H8M9.3 1.8v3.2h3.2M9.5 11.5h5M12.5 9.5l2 2-2 2',
  up: 'M8 13V3.5M4.2 7.2L8 3.4l3.8 3.8',
  downArrow: 'M8 3v9.5M4.2 8.8L8 12.6l3.8-3.8',
  dot: 'M8 6.2a1.8 1.8 0 100 3.6 1.8 1.8 0 000-3.6z',
  repeat: 'M13 8a5 5 0 11-1.5-3.6M13 2.5v2.7h-2.7',
  chart: 'M2.5 13.5h11M4 11.5v-3M7 11.5v-7M10 11.5v-5M13 11.5v-2',
  list: 'M2.5 4h11M2.5 8h11M2.5 12h11',
  export: 'M8 10V2.5M5 5.2l3-3 3 3M3 9.5v4h10v-4',
  check: 'M3 8.5l3.2 3.2L13 4.8',
  expand: 'M9.5 2.5h4v4M13.5 2.5L9 7M6.5 13.5h-4v-4M2.5 13.5L7 9',
  cloud: 'M4.6 12.5a2.9 2.9 0 01-.3-5.8 4 4 0 017.6 1 2.4 2.4 0 01-.3 4.8z',
} as const;

export type IconName = keyof typeof paths;

/** An icon without a meaning of its own: the text or accessible name beside it carries it. */
export function Icon({ name, class: extra }: { readonly name: IconName; readonly class?: string }) {
  return (
    <svg class={extra ? `i ${extra}` : 'i'} viewBox="0 0 16 16" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
