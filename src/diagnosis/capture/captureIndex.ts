import type { Capture, Session } from '../../artifacts/capture/model';

/** A capture's rows arranged for questions about what came later. */
export class CaptureIndex {
  private readonly order = new Map<number, number>();
  private readonly hosts = new Map<string, Session[]>();

  constructor(readonly capture: Capture) {
    capture.sessions.forEach((session, position) => {
      this.order.set(session.key, position);
      const known = this.hosts.get(session.host);
      if (known) known.push(session);
      else this.hosts.set(session.host, [session]);
    });
  }

  /** Sessions of a host in order of the file. */
  of(host: string): readonly Session[] {
    return this.hosts.get(host) ?? [];
  }

  get hostNames(): Iterable<string> {
    return this.hosts.keys();
  }

  /** True when `later` began after `session`: by time where both have one, else by position. */
  isLater(later: Session, session: Session): boolean {
    if (later.started !== undefined && session.started !== undefined && later.started !== session.started) {
      return later.started > session.started;
    }
    return (this.order.get(later.key) ?? 0) > (this.order.get(session.key) ?? 0);
  }

  /** True when a later session to the same host (and path) was answered with a status other than these. */
  isOvercome(session: Session, statuses: readonly number[], samePath: boolean): boolean {
    const path = pathOf(session);
    return this.of(session.host).some(
      (other) =>
        other !== session &&
        (!samePath || pathOf(other) === path) &&
        !statuses.includes(other.status) &&
        this.isLater(other, session),
    );
  }
}

function pathOf(session: Session): string {
  return session.path.replace(/[?#].*$/, '');
}
