// A builder of Grafana's classic dashboard model (schema 42), as small as these dashboards need.
{
  local g = self,

  dashboard(title, uid, description, config):: {
    title: title,
    uid: uid,
    description: description,
    schemaVersion: 42,
    editable: false,
    graphTooltip: 1,
    tags: config.tags,
    timezone: config.timezone,
    refresh: config.refresh,
    time: { from: config.from, to: 'now' },
    templating: { list: [] },
    annotations: { list: [] },
    links: [],
    panels: [],
    withVariables(variables):: self { templating: { list: variables } },
    withAnnotations(annotations):: self { annotations: { list: annotations } },
    withLinks(links):: self { links: links },
    withPanels(panels):: self { panels: g.arrange(panels) },
  },

  // Numbers the panels, and lays them out from left to right in rows of 24 columns.
  arrange(panels):: std.foldl(
    function(laid, panel)
      local fits = laid.x + panel.gridPos.w <= 24;
      local x = if fits then laid.x else 0;
      local y = if fits then laid.y else laid.y + laid.height;
      local height = if fits then std.max(laid.height, panel.gridPos.h) else panel.gridPos.h;
      {
        x: x + panel.gridPos.w,
        y: y,
        height: height,
        panels: laid.panels + [panel { id: std.length(laid.panels) + 1, gridPos+: { x: x, y: y } }],
      },
    panels,
    { x: 0, y: 0, height: 0, panels: [] }
  ).panels,

  datasourceVariable(name, label, type):: {
    name: name,
    label: label,
    type: 'datasource',
    query: type,
    hide: 0,
    refresh: 1,
    current: {},
  },

  postgres:: { type: 'grafana-postgresql-datasource', uid: '${postgres}' },

  prometheus:: { type: 'prometheus', uid: '${prometheus}' },

  // A choice of values that a query finds, with "all" as the first.
  queryVariable(name, label, sql):: {
    name: name,
    label: label,
    type: 'query',
    datasource: g.postgres,
    query: sql,
    definition: sql,
    refresh: 2,
    sort: 1,
    includeAll: true,
    multi: true,
    current: { text: 'All', value: '$__all' },
  },

  target(sql, format='table'):: {
    refId: 'A',
    datasource: g.postgres,
    editorMode: 'code',
    rawQuery: true,
    rawSql: sql,
    format: format,
  },

  local panel(type, title, description, sql, width, height, format) = {
    type: type,
    title: title,
    description: description,
    datasource: g.postgres,
    gridPos: { w: width, h: height },
    targets: [g.target(sql, format)],
    fieldConfig: { defaults: { noValue: 'Nothing yet', unit: 'short' }, overrides: [] },
    options: {},
    withUnit(unit):: self { fieldConfig+: { defaults+: { unit: unit } } },
    withColors(mode):: self { fieldConfig+: { defaults+: { color: { mode: mode } } } },
    withOverrides(overrides):: self { fieldConfig+: { overrides: overrides } },
    withOptions(options):: self { options+: options },
  },

  stat(title, description, sql, width=4, height=4):: panel('stat', title, description, sql, width, height, 'table') {
    options: { reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false }, colorMode: 'none', graphMode: 'none' },
  },
  table(title, description, sql, width=24, height=9):: panel('table', title, description, sql, width, height, 'table') {
    options: { showHeader: true, cellHeight: 'sm' },
  },
  timeSeries(title, description, sql, width=12, height=8):: panel('timeseries', title, description, sql, width, height, 'time_series') {
    options: { legend: { displayMode: 'list', placement: 'bottom' }, tooltip: { mode: 'multi' } },
  },
  bars(title, description, sql, width=12, height=8):: self.timeSeries(title, description, sql, width, height) {
    fieldConfig+: { defaults+: { custom: { drawStyle: 'bars', fillOpacity: 80, lineWidth: 0, stacking: { mode: 'normal' } } } },
  },
  stateTimeline(title, description, sql, width=24, height=9):: panel('state-timeline', title, description, sql, width, height, 'time_series') {
    options: { mergeValues: true, showValue: 'auto', rowHeight: 0.8, legend: { showLegend: false } },
  },
  barGauge(title, description, sql, width=12, height=8):: panel('bargauge', title, description, sql, width, height, 'table') {
    options: { orientation: 'horizontal', displayMode: 'basic', reduceOptions: { calcs: ['lastNotNull'], fields: '', values: true } },
  },

  // Lines that Prometheus has: each of `queries` is [expression, name of the line].
  promSeries(title, description, queries, width=12, height=8):: self.timeSeries(title, description, '', width, height) {
    datasource: g.prometheus,
    targets: std.mapWithIndex(
      function(index, query) {
        refId: std.char(std.codepoint('A') + index),
        datasource: g.prometheus,
        editorMode: 'code',
        expr: query[0],
        legendFormat: query[1],
        range: true,
      },
      queries
    ),
  },
  promBars(title, description, queries, width=12, height=8):: self.promSeries(title, description, queries, width, height) {
    fieldConfig+: { defaults+: { custom: { drawStyle: 'bars', fillOpacity: 80, lineWidth: 0, stacking: { mode: 'normal' } } } },
  },

  // Points that are not joined: occurrences, each at its own time.
  points(title, description, sql, width=12, height=8):: self.timeSeries(title, description, sql, width, height) {
    fieldConfig+: { defaults+: { custom: { drawStyle: 'line', lineWidth: 1, lineStyle: { fill: 'dash', dash: [4, 6] }, showPoints: 'always', pointSize: 8, spanNulls: true } } },
  },

  // A link from a column to the console.
  linkColumn(column, title, url):: {
    matcher: { id: 'byName', options: column },
    properties: [{ id: 'links', value: [{ title: title, url: url, targetBlank: true }] }],
  },
  unitColumn(column, unit):: {
    matcher: { id: 'byName', options: column },
    properties: [{ id: 'unit', value: unit }],
  },

  annotation(name, color, sql):: {
    name: name,
    datasource: g.postgres,
    enable: true,
    iconColor: color,
    target: g.target(sql),
  },

  dashboardsLink(tag):: {
    title: 'Hormesis dashboards',
    type: 'dashboards',
    tags: [tag],
    asDropdown: true,
    includeVars: true,
    keepTime: true,
  },
}
