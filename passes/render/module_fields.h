#pragma once

#include <initializer_list>
#include <string_view>

#include "ir/base/source.h"
#include "ir/cue/module.h"
#include "ir/data/data.h"

namespace oamc {

/// The index of the first declaration of the regular field `name` in a struct expression, or kNoIndex.
std::uint32_t findDecl(const Module& module, std::uint32_t structExpr, std::string_view name);

/// Where the label at the end of a path of plain fields stands in the template; where the path ends early, the last label found. Invalid when nothing is found.
SourceSpan labelSpan(const Module& module, std::initializer_list<std::string_view> path);

/// What the user gave for a reference below `parameter`, such as `parameter.ports.http`; null when `expr` is none or nothing was given.
const Data* parameterValue(const Module& module, const Expr& expr, const Data& parameter);

}  // namespace oamc
