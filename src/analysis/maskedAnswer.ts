import type { EndUserLicense, RightView } from '../decoders/license/model';
import { rightView } from '../decoders/license/rights';
import { hideSecrets, hideSecretValue, secretsOfField } from './masking';
import type { Words } from './words';

/**
 * An answer of the license service as it may be put out. Its reader leaves out the service's own secrets; other services
 * answer in the same form, so what is a secret by its name or its look is a chip here, too.
 */
export function maskedAnswer(words: Pick<Words, 't'>, answer: EndUserLicense): EndUserLicense {
  const { accessStatus, error, fields, rights, roles } = answer;
  const shown = (right: RightView): RightView => {
    const name = hideSecrets(words, right.name);
    return name === right.name ? right : rightView(name);
  };
  const code = hideSecretValue(words, 'code', error?.code ?? '');
  return {
    ...answer,
    accessStatus: accessStatus && hideSecretValue(words, 'AccessStatus', accessStatus),
    error: error && {
      ...error,
      code,
      // The name is the end of the code.
      name: code === error.code ? error.name : code,
      message: hideSecrets(words, error.message),
    },
    rights: rights?.map(shown),
    roles: roles?.map(shown),
    fields: fields.map((field) =>
      field.state === 'present'
        ? { ...field, value: hideSecrets(words, field.value, secretsOfField(field.name, field.value)) }
        : field,
    ),
  };
}
