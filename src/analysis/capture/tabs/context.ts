import type { Capture } from '../../../artifacts/capture/model';
import type { ServiceContext } from '../../context';
import type { Secrets } from '../../secrets';
import type { OpenArtifact } from '../../store';
import type { Words } from '../../words';
import type { SessionContent } from '../sessionContent';

/** What every tab of the inspector is made from. */
export interface TabContext {
  readonly words: Words;
  readonly content: SessionContent;
  readonly secrets: Secrets;
}

/** Tabs that look beyond their session. */
export interface WideTabContext extends TabContext {
  readonly service: ServiceContext;
  readonly entry: OpenArtifact;
  readonly capture: Capture;
}
