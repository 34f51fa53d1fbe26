import { useContext, useMemo, useState } from 'preact/hooks';
import { Button } from './buttons';
import { FindContext, sameLengthLower } from './find';
import { t } from './strings';
import { runsOf, type TextRun } from './tokens';
import { visible } from './visible';

const step = 60_000;

interface Props {
  readonly text: string;
  /** Markup of a syntax highlighter for exactly that text. */
  readonly html?: string;
}

/** Text of a body in the editor font, with syntax colors; long texts grow by pieces so that the page stays quick. */
export function SourceText({ text, html }: Props) {
  const [asked, setShown] = useState(step);
  const wanted = sameLengthLower(useContext(FindContext));
  // A match beyond the piece that is shown brings the rest in.
  const isBeyond = useMemo(
    () =>
      wanted !== '' &&
      text.length > asked &&
      sameLengthLower(text).includes(wanted, Math.max(0, asked - wanted.length)),
    [wanted, text, asked],
  );
  const shown = isBeyond ? text.length : asked;
  const runs = useMemo<readonly TextRun[]>(() => runsFor(text, html), [text, html]);
  const drawn = useMemo(() => cutRuns(runs, shown), [runs, shown]);
  const rest = text.length - shown;
  return (
    <>
      <pre class="src">
        {drawn.map((run, index) =>
          run.kind ? (
            <span key={index} class={`s-${run.kind}`}>
              {visible(run.text)}
            </span>
          ) : (
            visible(run.text)
          ),
        )}
      </pre>
      {rest > 0 ? (
        <div class="acts pad">
          <Button
            label={t('ui.showMoreText', { count: Math.min(rest, step), rest })}
            onClick={() => setShown(shown + step)}
          />
        </div>
      ) : null}
    </>
  );
}

/** Colored runs, as long as they spell exactly the text; a mismatch or a long text is shown plain. */
function runsFor(text: string, html: string | undefined): readonly TextRun[] {
  const plain = [{ text, kind: undefined }];
  if (!html || text.length > 400_000) return plain;
  const runs = runsOf(html);
  let length = 0;
  for (const run of runs) length += run.text.length;
  return length === text.length ? runs : plain;
}

function cutRuns(runs: readonly TextRun[], length: number): TextRun[] {
  const result: TextRun[] = [];
  let rest = length;
  for (const run of runs) {
    if (rest <= 0) break;
    result.push(run.text.length <= rest ? run : { ...run, text: run.text.slice(0, rest) });
    rest -= run.text.length;
  }
  return result;
}
