// The browser's half of a passkey. <form data-passkey="create|get" data-options="/address"> : the options are fetched
// as JSON, the authenticator asked, its answer put into the input named credential, and the form sent as any other.
import { toast } from './toast.js';

for (const form of document.querySelectorAll('form[data-passkey]')) {
  const button = form.querySelector('[data-passkey-button]');
  if (!window.PublicKeyCredential || !button) {
    form.querySelector('[data-passkey-missing]')?.removeAttribute('hidden');
    continue;
  }
  button.hidden = false;
  button.addEventListener('click', () => ceremony(form, button));
}

async function ceremony(form, button) {
  button.setAttribute('aria-busy', 'true');
  try {
    const response = await fetch(form.dataset.options, {
      method: 'POST',
      body: new URLSearchParams(new FormData(form)),
      headers: { accept: 'application/json' },
    });
    if (!response.ok) throw new Error('options');
    const options = await response.json();
    const credential = form.dataset.passkey === 'create'
      ? await navigator.credentials.create({ publicKey: creationOptions(options) })
      : await navigator.credentials.get({ publicKey: requestOptions(options) });
    form.elements.credential.value = JSON.stringify(answer(credential));
    form.submit();
  } catch (error) {
    button.removeAttribute('aria-busy');
    // Turning away from the browser's own dialogue is no failure.
    if (error.name !== 'NotAllowedError' && error.name !== 'AbortError') toast(form.dataset.failed, { problem: true });
  }
}

const creationOptions = options => ({
  ...options,
  challenge: bytes(options.challenge),
  user: { ...options.user, id: bytes(options.user.id) },
  excludeCredentials: (options.excludeCredentials ?? []).map(known),
});

const requestOptions = options => ({
  ...options,
  challenge: bytes(options.challenge),
  allowCredentials: (options.allowCredentials ?? []).map(known),
});

const known = credential => ({ ...credential, id: bytes(credential.id) });

// Written out rather than credential.toJSON(), which older phones and some password managers lack or break.
function answer(credential) {
  const response = { clientDataJSON: text(credential.response.clientDataJSON) };
  for (const name of ['attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
    if (credential.response[name]) response[name] = text(credential.response[name]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
}

function bytes(base64url) {
  const binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, character => character.charCodeAt(0));
}

function text(buffer) {
  const binary = Array.from(new Uint8Array(buffer), byte => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
