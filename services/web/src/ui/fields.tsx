import { type ReactNode, useId } from 'react';
import styles from './fields.module.css';

type FieldProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** What to write, where the label does not say it all. */
  help?: string;
  /** What is wrong with it; said at once to those who do not see it. */
  wrong?: string | undefined;
  optional?: boolean;
};

/** One line of text under its label. */
export function TextInput({
  label,
  value,
  onChange,
  help,
  wrong,
  optional = false,
  ...rest
}: FieldProps & { type?: 'text' | 'number' | 'datetime-local'; list?: string; autoFocus?: boolean }) {
  const id = useId();
  const { autoFocus = false, ...input } = rest;
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
        {optional && <span className={styles.optional}> (optional)</span>}
      </label>
      <input
        {...input}
        id={id}
        // biome-ignore lint/a11y/noAutofocus: the first field of a dialog that a person has just opened
        autoFocus={autoFocus}
        className={styles.input}
        value={value}
        autoComplete="off"
        spellCheck="false"
        aria-invalid={wrong !== undefined}
        aria-describedby={help || wrong ? `${id}-about` : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      <About id={`${id}-about`} help={help} wrong={wrong} />
    </div>
  );
}

/** Some lines of text: mostly why. */
export function TextLines({ label, value, onChange, help, wrong, optional = false }: FieldProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
        {optional && <span className={styles.optional}> (optional)</span>}
      </label>
      <textarea
        id={id}
        rows={2}
        className={styles.input}
        value={value}
        aria-invalid={wrong !== undefined}
        aria-describedby={help || wrong ? `${id}-about` : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      <About id={`${id}-about`} help={help} wrong={wrong} />
    </div>
  );
}

function About({ id, help, wrong }: { id: string; help: string | undefined; wrong: string | undefined }) {
  if (!help && !wrong) return null;
  return (
    <p id={id} className={wrong ? styles.wrong : styles.help} role={wrong ? 'alert' : undefined}>
      {wrong ?? help}
    </p>
  );
}

type Option<Value extends string> = { value: Value; word: string };

/** One of a few values, under its label. */
export function SelectInput<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: Value;
  options: readonly Option<Value>[];
  onChange: (value: Value) => void;
}) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <select
        id={id}
        className={styles.input}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen) onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.word}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Something that is so, or not. */
export function CheckInput({
  label,
  checked,
  onChange,
}: {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  return (
    <label className={styles.check}>
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      <span>{label}</span>
    </label>
  );
}

/** Fields beside each other while there is room. */
export function FieldRow({ children }: { children: ReactNode }) {
  return <div className={styles.row}>{children}</div>;
}
