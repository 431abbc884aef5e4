import type { List } from '../api/use-list.js';
import { Button } from './button.js';
import styles from './load-more.module.css';

/** Fetches the next page of a list that has one. */
export function LoadMore({
  list,
  noun,
}: {
  list: Pick<List<unknown>, 'data' | 'hasMore' | 'loadingMore' | 'loadMore'>;
  noun: string;
}) {
  if (!list.hasMore) return null;
  return (
    <div className={styles.more}>
      <Button onPress={list.loadMore} isDisabled={list.loadingMore}>
        {list.loadingMore ? 'Loading…' : `Load older ${noun}`}
      </Button>
      <span>{`${list.data?.length ?? 0} loaded`}</span>
    </div>
  );
}
