import type { ReactNode } from 'react';
import { Input, Label, SearchField } from 'react-aria-components';
import styles from './filter-bar.module.css';

/** A row of filters, and how many of how many they leave. */
export function FilterBar({
  children,
  shown,
  of,
  noun,
}: {
  children: ReactNode;
  shown: number;
  of: number;
  noun: string;
}) {
  return (
    <search className={styles.bar}>
      {children}
      <output className={styles.count}>{shown === of ? `${of} ${noun}` : `${shown} of ${of} ${noun}`}</output>
    </search>
  );
}

/** Filters by text, as one types. */
export function TextFilter({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <SearchField className={styles.field ?? ''} value={value} onChange={onChange}>
      <Label className={styles.label ?? ''}>{label}</Label>
      <Input className={styles.input ?? ''} autoComplete="off" spellCheck="false" />
    </SearchField>
  );
}

type ChoiceProps<Value extends string> = {
  label: string;
  value: Value;
  options: readonly { value: Value; word: string }[];
  onChange: (value: Value) => void;
};

/** Filters by one of a few values. */
export function ChoiceFilter<Value extends string>({ label, value, options, onChange }: ChoiceProps<Value>) {
  return (
    <label className={styles.field}>
      <span className={styles.label}>{label}</span>
      <select
        className={styles.select}
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
    </label>
  );
}
