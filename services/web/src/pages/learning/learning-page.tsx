import type { FailureClassSummary } from '@hormesis/api';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { learningQuery } from '../../api/resources.js';
import { ChoiceFilter, FilterBar, TextFilter } from '../../ui/filter-bar.js';
import { LoadMore } from '../../ui/load-more.js';
import { Page } from '../../ui/page.js';
import { Resource } from '../../ui/resource.js';
import { AllFiltered, Empty } from '../../ui/states.js';
import { Tabs } from '../../ui/tabs.js';
import { ClassCard } from './class-card.js';
import styles from './class-card.module.css';
import { DrillList } from './drill-list.js';
import { filterClasses } from './filter-classes.js';
import { SinceFirst } from './since-first.js';
import { Totals } from './totals.js';

const route = getRouteApi('/learning');

/** Whether the same failure harms less each time, and what guards against the next one. */
export function LearningPage() {
  const { tab } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Page
      title="Learning"
      lead="Whether each class of failure is noticed sooner and harms less than the time before, and which guards did it."
    >
      <Tabs
        label="Learning"
        selected={tab}
        onSelect={(chosen) => void navigate({ search: { tab: chosen } })}
        items={[
          { id: 'classes', label: 'Classes of failure', content: () => <Classes /> },
          { id: 'drills', label: 'Drills', content: () => <DrillList /> },
        ]}
      />
    </Page>
  );
}

function Classes() {
  const query = useInfiniteQuery(learningQuery);
  const { data, error, refetch } = query;
  const items = data?.pages.flatMap((page) => page.items);
  const totals = data?.pages[0]?.totals;
  return (
    <Resource query={{ data: items && totals && { items, totals }, error, refetch }}>
      {(known) =>
        known.items.length === 0 ? (
          <NothingLearnt />
        ) : (
          <>
            <Totals totals={known.totals} />
            <SinceFirst classes={known.items} />
            <Cards classes={known.items} />
            <LoadMore
              list={{
                data: known.items,
                hasMore: query.hasNextPage,
                loadingMore: query.isFetchingNextPage,
                loadMore: () => void query.fetchNextPage(),
              }}
              noun="classes of failure"
            />
          </>
        )
      }
    </Resource>
  );
}

const trends = [
  { value: 'any', word: 'any' },
  { value: 'falling', word: 'falling' },
  { value: 'level', word: 'level' },
  { value: 'rising', word: 'rising' },
  { value: 'unknown', word: 'too few to tell' },
] as const;

function Cards({ classes }: { classes: readonly FailureClassSummary[] }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const set = (patch: Partial<typeof search>) =>
    void navigate({ search: { ...search, ...patch }, replace: true });
  const shown = filterClasses(classes, search);
  return (
    <>
      <FilterBar shown={shown.length} of={classes.length} noun="classes of failure">
        <TextFilter label="Find" value={search.q} onChange={(q) => set({ q })} />
        <ChoiceFilter
          label="Time to detect"
          value={search.trend}
          options={trends}
          onChange={(trend) => set({ trend })}
        />
      </FilterBar>
      {shown.length === 0 ? (
        <AllFiltered
          hidden={classes.length}
          noun="classes of failure"
          onClear={() => set({ q: '', trend: 'any' })}
        />
      ) : (
        <div className={styles.cards}>
          {shown.map((summary) => (
            <ClassCard key={summary.fingerprint} summary={summary} />
          ))}
        </div>
      )}
    </>
  );
}

function NothingLearnt() {
  return (
    <Empty title="There is nothing to learn from yet.">
      <p>
        When an incident is over, its case is put together: what failed, by which change, who noticed and what
        stopped it. From the case come proposals: tests, alerts, flag defaults, each replayed over the record.
        Those that you accept and that are seen in force are guards. When the same class of failure comes
        back, they catch it, or they miss it; this page says which.
      </p>
      <p>
        <Link to="/incidents">Look at the incidents</Link>
      </p>
    </Empty>
  );
}
