#pragma once

#include <cstdint>
#include <string>

namespace oamc {

enum class OutputFormat : std::uint8_t { kYaml, kJson, kRecords };

/// What is asked of a backend: the options that choose and shape the output.
struct Target {
  std::string name = "kubernetes";  ///< a row of the backend table
  OutputFormat format = OutputFormat::kYaml;
  bool isFolder = false;      ///< `-o DIR`: files below a folder; else one stream
  bool isSingleFile = false;  ///< one file for each application and cluster
  bool allClusters = false;   ///< the reader of one stream knows that it holds several clusters
  std::string cluster;        ///< only objects of this cluster; empty: all
};

}  // namespace oamc
