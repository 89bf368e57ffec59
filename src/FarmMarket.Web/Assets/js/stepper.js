// Minus and plus around a number input. The input alone does the work when this has not run.
export function stepper(element) {
  const input = element.querySelector('input');
  const [less, more] = element.querySelectorAll('button');
  const number = name => (input[name] === '' ? undefined : Number(input[name]));

  const show = () => {
    less.disabled = input.disabled || Number(input.value) <= (number('min') ?? -Infinity);
    more.disabled = input.disabled || Number(input.value) >= (number('max') ?? Infinity);
  };
  const step = by => {
    const wanted = (Number(input.value) || 0) + by * (number('step') ?? 1);
    input.value = Math.min(Math.max(wanted, number('min') ?? wanted), number('max') ?? wanted);
    input.dispatchEvent(new Event('input', { bubbles: true }));
    input.dispatchEvent(new Event('change', { bubbles: true }));
  };

  less.addEventListener('click', () => step(-1));
  more.addEventListener('click', () => step(1));
  input.addEventListener('input', show);
  input.addEventListener('change', show);
  element.classList.add('stepper-live');
  show();
}
