//! The one door to YAML: values through `serde_yaml`, places through `saphyr-parser`.
