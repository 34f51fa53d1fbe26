import { Component, type ComponentType, h, type VNode } from 'preact';

/** Wraps a component so that it is drawn again only when one of its properties is another value. */
export function memo<P extends object>(inner: ComponentType<P>): ComponentType<P> {
  return class Memo extends Component<P> {
    override shouldComponentUpdate(next: P): boolean {
      return !sameProps(this.props, next);
    }
    override render(): VNode<P> {
      return h(inner, this.props);
    }
  };
}

/** True when both objects have the same values under the same names. */
export function sameProps(a: object, b: object): boolean {
  const before = Object.entries(a);
  const after = new Map(Object.entries(b));
  return (
    before.length === after.size &&
    before.every(([name, value]) => after.has(name) && Object.is(after.get(name), value))
  );
}
